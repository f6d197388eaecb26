"""Kinds of arrangement: code, what law or guidance asks for, and so what a form asks.

One row is a kind of a span of law; pages, rules and suggestions read it and nothing
else. An answer whose name is no column of the arrangement is kept among its details.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from register.codes.arrangement_kind import ArrangementKind, Ask

_WTISA = "WTISA 2024"


def _first(label: str = "First day") -> Ask:
    return Ask("starts_on", label)


def _last(label: str = "Last day", *, is_needed: bool = True) -> Ask:
    return Ask("last_day", label, is_needed=is_needed)


def _optional(name: str, label: str, hint: str = "") -> Ask:
    return Ask(name, label, hint, is_needed=False)


_FROM = Ask("first_session", "From the", is_needed=False)
_TO = Ask("last_session", "To the", is_needed=False)
_AGREED = (
    Ask("agreed_with", "Agreed with", "The parent, and how: Mrs Okoro, in a meeting."),
    Ask("agreed_on", "Agreed on"),
)
_kind = partial(ArrangementKind, needs_end=True)

KINDS: tuple[ArrangementKind, ...] = (
    _kind(
        key="appointment",
        title="Medical or dental appointment",
        codes=("M",),
        source="appointment",
        asks=(
            _first("Day"),
            _optional("leaves_at", "Leaves at", "Empty where the pupil comes from it."),
            _optional("returns_at", "Back at", "Empty where not before the day ends."),
            Ask("reason", "What for", "Dentist, hospital clinic."),
            _optional("shown", "Card or note seen"),
        ),
        law="M is for a session that the appointment takes: a pupil who is there when "
        "the register begins is present, whenever they leave.",
        reference="SI 2024/208 reg 10 Table 3",
        needs_end=False,
    ),
    _kind(
        key="observance",
        title="Religious observance",
        codes=("R",),
        source="observance",
        asks=(
            _first(),
            _last(),
            Ask("body", "Religious body of the parent"),
            Ask("day_named", "The day that it sets apart"),
            _optional("agreed_with", "Who told us"),
        ),
        law="R is for days that the parent's religious body sets apart, and those only: "
        "further days are another code.",
        reference="SI 2024/208 reg 10 Table 3; Education Act 1996 s444(3)(c)",
    ),
    _kind(
        key="study_leave",
        title="Study leave",
        codes=("S",),
        source="study",
        asks=(
            _first(),
            _last(),
            _optional("sessions", "Sessions away", "All of them where none is ticked."),
            Ask("examination", "Public examination"),
            *_AGREED,
        ),
        law="Leave to study for a public examination, agreed before. Guidance: sparingly, "
        "in the last year of the course, not before the examinations begin. A pupil who "
        "comes for an examination is present.",
        reference="SI 2024/208 reg 11(5); WTISA 2024",
        is_leave=True,
        for_group=True,
        least_year_group=11,
    ),
    _kind(
        key="part_time",
        title="Part-time timetable",
        codes=("C2",),
        source="timetable",
        asks=(
            _first(),
            _last(),
            Ask("sessions", "Sessions away", "The pupil is in school for all others."),
            Ask("reason", "Why it is exceptional"),
            *_AGREED,
            Ask("review_on", "Looked at again on"),
            _optional("plan", "How the pupil comes back to full time"),
        ),
        law="Exceptional, temporary and in the pupil's interest; a parent the pupil "
        "normally lives with agrees to it and to its times and dates; never to manage "
        "behaviour; reviewed.",
        reference="SI 2024/208 reg 11(6); WTISA 2024",
        is_leave=True,
        for_group=True,
    ),
    _kind(
        key="half_days",
        title="Nursery half days",
        codes=("C2",),
        young_code="X",
        source="timetable",
        asks=(
            _first(),
            _last(),
            Ask("sessions", "Sessions away", "Afternoons for a morning place."),
            _optional("agreed_with", "Agreed with"),
            _optional("reason", "What was agreed"),
        ),
        law="X for sessions in which a child under or over compulsory school age is not "
        "timetabled. A child of compulsory school age needs a part-time timetable.",
        reference="SI 2024/208 reg 10 Table 3",
        for_group=True,
    ),
    _kind(
        key="off_site",
        title="Provision elsewhere",
        codes=("B", "K", "W", "P"),
        source="provider",
        asks=(
            Ask("provider", "Provider"),
            _first(),
            _last(),
            Ask("sessions", "Sessions there"),
            Ask("code", "Code"),
            Ask("nature", "What the pupil does there", "Kept with each mark."),
            _optional("agreed_with", "Agreed with"),
            _optional("review_on", "Looked at again on"),
        ),
        law="Approved, supervised and attended in person: the school knows each day "
        "whether the pupil was there. K where the authority arranged it.",
        reference="SI 2024/208 reg 10(3), (11) Table 2; WTISA 2024",
    ),
    _kind(
        key="dual",
        title="Registered at two schools",
        codes=("D",),
        source="other_school",
        asks=(
            Ask("provider", "The other school"),
            _first(),
            _last(is_needed=False),
            Ask("sessions", "Sessions at the other school"),
            _optional("agreed_with", "Agreed with the other school by"),
            _optional("review_on", "Looked at again on"),
        ),
        law="D only while the other school expects the pupil, and it records whether "
        "they came; a pupil expected here is marked here.",
        reference="SI 2024/208 reg 10(3) Table 2",
        needs_end=False,
        doubt="who records an absence: from memory of the guidance",
    ),
    _kind(
        key="travel",
        title="Family travels for work",
        codes=("T",),
        source="travel",
        asks=(
            _first("Leaves on"),
            _last("Expected back after"),
            Ask("trade", "Trade or business that requires it"),
            _optional("contact_away", "How to reach the family"),
            _optional("other_school", "School or lessons on the way"),
            *_AGREED,
        ),
        law="T only while the parent travels for a trade or business that requires it, "
        "as agreed with the school; a base school keeps the pupil's place.",
        reference="SI 2024/208 regs 3, 10 Table 3",
    ),
    _kind(
        key="staggered",
        title="Staggered start",
        codes=("Y7",),
        source="timetable",
        asks=(
            _first(),
            _FROM,
            _last(),
            _TO,
            _optional("sessions", "Sessions away", "All of them where none is ticked."),
            Ask("nature", "What it is", "Staggered start of Reception."),
        ),
        law="A pupil whom the school does not yet expect is not absent: Y7 with its "
        "nature, since August 2024 no longer #.",
        reference=f"{_WTISA}; DfE advice of 2024",
        for_group=True,
        doubt="DfE advice as a county reported it",
    ),
    _kind(
        key="suspension",
        title="Suspension",
        codes=("E",),
        source="suspension",
        asks=(
            _first("From"),
            _FROM,
            _last("To"),
            _TO,
            Ask("reason", "Reason as the head gave it"),
            Ask("decided_by", "Suspended by", "Only the head suspends."),
            _optional("set_work", "Work set for the first days"),
        ),
        law="E for each session without provision. From the sixth school day the school "
        "provides education; for a looked-after child from the first.",
        reference="SI 2024/208 reg 10 Table 3; Education Act 2002 s51A",
        doubt="day six and day one: reproductions of the guidance",
    ),
    _kind(
        key="exclusion",
        title="Permanent exclusion",
        codes=("E",),
        source="suspension",
        asks=(
            _first("From"),
            _FROM,
            Ask("reason", "Reason as the head gave it"),
            Ask("decided_by", "Excluded by", "Only the head excludes."),
            _optional("review_on", "Looked at again on"),
        ),
        law="E while the pupil is on roll without provision; the authority provides from "
        "the sixth school day. The name stays until reviews are over (reg 9(1)(o)).",
        reference="SI 2024/208 regs 9(1)(o), 10 Table 3",
        needs_end=False,
        doubt="day six: reproductions of the guidance",
    ),
    _kind(
        key="performance",
        title="Performance or interview",
        codes=("C1", "J1"),
        source="licence",
        asks=(
            _first(),
            _FROM,
            _last(),
            _TO,
            Ask("code", "Code"),
            Ask("reason", "What for"),
            Ask("shown", "Licence, exemption or invitation seen"),
            *_AGREED,
        ),
        law="C1 with a licence or exemption for a performance, or a licence for work "
        "abroad; J1 for an interview. Both are leave, granted beforehand.",
        reference="SI 2024/208 reg 11(2), (4)",
        is_leave=True,
    ),
)


def kinds_on(day: date) -> dict[str, ArrangementKind]:
    """Return the kinds that the law of a day knows, by key."""
    return {row.key: row for row in KINDS if day in row.valid}


def kind_of(key: str, day: date) -> ArrangementKind:
    """Return a kind by the law of a day, or raise `KeyError`."""
    return kinds_on(day)[key]

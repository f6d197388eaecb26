"""The way to everything that a school arranges, grouped so that a newcomer finds it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.words import count, day, long_day, moment
from schools.models import Body
from schools.permissions import Scope
from schools.states import Act


@dataclass(frozen=True, slots=True)
class Part:
    """One page, how it stands, and what it is for."""

    words: str
    href: str
    now: str
    purpose: str
    needs_work: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the overview says of the parts, as the selectors read it."""

    roles: int
    groups: int
    without_taker: int
    closure: Any
    warnings: int
    last_file: Any
    training_due: int
    policies: int
    reviews_due: int
    points: int
    points_stale: int
    duties: int
    rollover: Any
    joining: int
    leaving: int
    stale_contacts: int
    disposal: Any


def sections(scope: Scope, stands: Standing) -> tuple[Section, ...]:
    """Print every part that the reader may open."""
    school = scope.body
    return (
        Section("People", _people(school, stands)),
        Section("Days and classes", _days(school, stands)),
        Section("Pupils", _pupils(scope, stands)),
        Section("What was agreed, and what is kept", _papers(scope, stands)),
    )


def _people(school: Body, stands: Standing) -> tuple[Part, ...]:
    due = stands.training_due
    return (
        _part(
            school,
            "People and roles",
            "people",
            count(stands.roles, "role"),
            "Who may do what here, and what the ledger prints beside their entries",
        ),
        _part(
            school,
            "Training",
            "training",
            f"{count(due, 'refresher')} due" if due else "No refresher is due",
            "Who was trained in what, and when it is due again",
            needs_work=bool(due),
        ),
        _part(
            school,
            "Who does what",
            "school-duties",
            count(stands.duties, "duty", "duties") if stands.duties else "Not written",
            "The duties of each role, from parents to governors, to read and to print",
        ),
        _part(
            school,
            "Contact points",
            "school-contact-points",
            f"{stands.points_stale} not checked for a year"
            if stands.points_stale
            else count(stands.points, "contact point"),
            "Teams and people outside the school, the authority's and the trust's too",
            needs_work=bool(stands.points_stale),
        ),
    )


def _days(school: Body, stands: Standing) -> tuple[Part, ...]:
    closure, rollover = stands.closure, stands.rollover
    without = stands.without_taker
    return (
        _part(
            school,
            "Groups",
            "groups",
            f"{count(stands.groups, 'group')}"
            + (f", {without} without a taker" if without else ""),
            "Registration groups and who takes their registers",
            needs_work=bool(without),
        ),
        _part(
            school,
            "Day and session times",
            "times",
            "Gates, registers, lessons, end",
            "The day of each class, and when its registers are open",
        ),
        _part(
            school,
            "Calendar",
            "calendar",
            f"Next: {closure.name}, {day(closure.starts_on)}"
            if closure
            else "No closure is entered ahead",
            "Half terms, staff days, bank holidays",
        ),
        _part(
            school,
            "Next year",
            "rollover",
            _rollover(rollover),
            "Where each class and pupil goes, in one act, undone until its day",
        ),
    )


def _rollover(row: Any) -> str:
    if row is None:
        return "Not planned"
    done = "carried out" if row.done_at else "planned, not carried out"
    return f"{done} for {long_day(row.starts_on)}"


def _pupils(scope: Scope, stands: Standing) -> tuple[Part, ...]:
    school, file = scope.body, stands.last_file
    stale = stands.stale_contacts
    parts = [
        _part(
            school,
            "Joiners and leavers",
            "joiners",
            f"{stands.joining} join, {stands.leaving} leave this week",
            "Who begins and who ends on which day, with what is missing",
        ),
        _part(
            school,
            "Files",
            "school-imports",
            f"Last: {file.file_name}, {moment(file.uploaded_at)}"
            if file
            else "None has come yet",
            "Pupils and contacts, and marks of former days, from the system used before",
        ),
        _part(
            school,
            "One child, two records",
            "identities",
            "Likely pairs",
            "Children who are, or were, at two schools, so that each is one child",
        ),
    ]
    if scope.may(Act.SEE_CONTACTS):
        parts.insert(
            1,
            _part(
                school,
                "Contacts to check",
                "contact-checks",
                f"{count(stale, 'pupil')}" if stale else "Every pupil's are in order",
                "Pupils with too few contacts, or whose family nobody asked for long",
                needs_work=bool(stale),
            ),
        )
    if scope.may(Act.EDIT_PUPILS):
        parts.append(
            _part(
                school,
                "Taking data out",
                "exports",
                "CSV or workbook",
                "Pupils, and the marks of a class, for another system",
            )
        )
    return tuple(parts)


def _papers(scope: Scope, stands: Standing) -> tuple[Part, ...]:
    school, disposal = scope.body, stands.disposal
    parts = [
        _part(
            school,
            "Settings",
            "school-settings",
            count(stands.warnings, "warning") if stands.warnings else "Within guidance",
            "What the school has chosen, since when, and who decided",
            needs_work=bool(stands.warnings),
        ),
        _part(
            school,
            "Policies",
            "school-policies",
            f"{count(stands.reviews_due, 'review')} due"
            if stands.reviews_due
            else count(stands.policies, "policy", "policies"),
            "Versions, who approved them, and when they are looked at again",
            needs_work=bool(stands.reviews_due),
        ),
        _part(
            school,
            "Retention",
            "retention",
            "A removal waits for approval" if disposal else "Nothing waits",
            "Entries older than six years: shown first, removed once approved",
            needs_work=bool(disposal),
        ),
    ]
    if scope.may(Act.SEE_ACCESS_LOG):
        parts.append(
            _part(
                school,
                "Who opened which record",
                "access-log",
                "Every opening is kept",
                "For the head and the trust",
            )
        )
    return tuple(parts)


def _part(
    school: Body,
    words: str,
    name: str,
    now: str,
    purpose: str,
    *,
    needs_work: bool = False,
) -> Part:
    href = reverse(name, kwargs={"school": school.slug})
    return Part(words, href, now, purpose, needs_work)

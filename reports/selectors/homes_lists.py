"""Lists of a home page that need more than the day: amendments, settings, contacts."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from register.models import LedgerEntry, Mark, MarkDetail
from register.rules.windows import RegisterWindow, check_windows
from schools.codes.flags import VULNERABLE, FlagKind
from schools.codes.questions import QUESTIONS
from schools.models import Body, Enrolment, Flag, Membership, Pupil, RegistrationGroup
from schools.permissions import Scope, flag_levels
from schools.rules.answers import warning_about
from schools.rules.policy import MissingAnswer, answer_on
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import times_for
from schools.selectors.contacts import reachable_count
from schools.selectors.flags import kinds_seen
from schools.selectors.policy import answers_around

_LATEST = 200


@dataclass(frozen=True, slots=True)
class Amendment:
    """An entry that replaced another today."""

    slot: Slot
    enrolment_id: int
    was: str | None
    now: str | None
    at: dt.datetime
    by: str
    position: str
    reason: str


def amendments_of_day(school: Body, on: dt.date) -> list[Amendment]:
    """Return what was changed on a day, the latest first, as far as the last 200 go."""
    since = clock.at_local(on, dt.time())
    replaced = list(LedgerEntry.objects.filter(school=school).order_by("-id")[:_LATEST])
    if not replaced:
        return []
    marks = {
        (mark.slot, mark.enrolment_id): mark
        for mark in Mark.objects.filter(
            school=school,
            slot__in={row.slot for row in replaced},
            enrolment__in={row.enrolment_id for row in replaced},
            at__gte=since,
        )
    }
    today = [
        (row, mark)
        for row in replaced
        if (mark := marks.get((row.slot, row.enrolment_id)))
        and mark.version == row.version + 1
    ]
    reasons = {
        (d.slot, d.enrolment_id, d.version): d.reason
        for d in MarkDetail.objects.filter(
            school=school, slot__in={m.slot for _, m in today}
        )
    }
    people = {
        row.pk: row
        for row in Membership.objects.filter(pk__in={m.by_id for _, m in today})
    }
    return [
        Amendment(
            slot=Slot.from_number(mark.slot),
            enrolment_id=mark.enrolment_id,
            was=row.code,
            now=mark.code,
            at=mark.at,
            by=people[mark.by_id].name if mark.by_id in people else "",
            position=people[mark.by_id].position if mark.by_id in people else "",
            reason=reasons.get((mark.slot, mark.enrolment_id, mark.version), ""),
        )
        for row, mark in today
    ]


def settings_outside_guidance(school: Body, on: dt.date) -> list[tuple[str, str]]:
    """Return what guidance says against the school's settings and times."""
    answers = answers_around(school)
    warnings: list[tuple[str, str]] = []
    for question in QUESTIONS:
        try:
            answer = answer_on(question.key, on, answers)
        except MissingAnswer as missing:
            warnings.append((question.label, str(missing)))
            continue
        said = warning_about(question, answer.value)
        if said:
            warnings.append((question.label, said))
    groups: dict[str, list[str]] = {}
    rows = RegistrationGroup.objects.on(on).filter(school=school).order_by("name")
    for group in rows:
        for sentence in check_windows(_windows(school, group.pk, on)):
            groups.setdefault(sentence, []).append(group.name)
    for sentence, names in groups.items():
        who = "all classes" if len(names) == len(rows) else ", ".join(names)
        warnings.append((f"Register times, {who}", sentence))
    return warnings


def _windows(school: Body, group_id: int, on: dt.date) -> list[RegisterWindow]:
    times = (times_for(school, group_id, session, on) for session in Session)
    return [RegisterWindow(t.opens, t.closes, t.ends) for t in times if t]


def pupils_with_few_contacts(
    school: Body, on: dt.date, minimum: int
) -> list[tuple[Pupil, int]]:
    """Return pupils on the roll for whom too few people can be telephoned."""
    on_roll = Enrolment.objects.on(on).filter(school=school).values("pupil")
    rows = (
        Pupil.objects.living()
        .filter(pk__in=on_roll)
        .annotate(reachable=reachable_count(on))
        .filter(reachable__lt=minimum)
        .order_by("reachable", "last_name", "first_name")
    )
    return [(pupil, pupil.reachable) for pupil in rows]


def vulnerable_flags(
    scope: Scope, pupil_ids: list[int], on: dt.date
) -> dict[int, list[FlagKind]]:
    """Return the flags that make pupils vulnerable, as far as the person may see them."""
    kinds = kinds_seen(flag_levels(scope))
    seen = [key for key in kinds if key in VULNERABLE]
    found: dict[int, list[FlagKind]] = {}
    rows = Flag.objects.on(on).filter(pupil__in=pupil_ids, kind__in=seen)
    for pupil_id, kind in rows.values_list("pupil_id", "kind"):
        found.setdefault(pupil_id, []).append(kinds[kind])
    return found

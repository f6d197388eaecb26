"""What is known of a register's pupils who have no mark yet: what one act may take."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.clock import local
from register.rules.windows import has_opened
from register.selectors.known import Known
from register.selectors.registers import Register
from register.selectors.roster import marks_at
from register.selectors.suggestions import suggestions_at
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Placement, RegistrationGroup
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggestion about a pupil without a mark, with the version it was seen at."""

    enrolment: int
    pupil: int
    name: str
    code: str
    words: str
    nature: str
    version: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a register, and how many of its pupils are marked or unknown."""

    offers: tuple[Offer, ...]
    of: int
    marked: int


def offers_of(register: Register) -> Offers:
    """Return what is known of the pupils of a register who are not marked, by name."""
    enrolments = register.pupils()
    marks = marks_at(register.slot, enrolments)
    open_ = [
        row for row in enrolments if row.pk not in marks or marks[row.pk].code is None
    ]
    known = suggestions_at(register.slot, [row.pk for row in open_])
    offers = tuple(
        Offer(
            enrolment=row.pk,
            pupil=row.pupil_id,
            name=row.pupil.sort_name,
            code=known[row.pk].code,
            words=known[row.pk].words,
            nature=known[row.pk].nature,
            version=marks[row.pk].version if row.pk in marks else 0,
        )
        for row in open_
        if row.pk in known
    )
    return Offers(offers, len(enrolments), len(enrolments) - len(open_))


def registers_with_offers(
    school: Body, day: dt.date, known: Iterable[Known], *, now: dt.datetime
) -> list[tuple[RegistrationGroup, Slot, int]]:
    """Return the registers of a day that have opened, with how many each could take."""
    words = [one for one in known if one.row.withdrawn_at is None]
    pupils = {one.row.enrolment_id for one in words}
    groups = {
        row.enrolment_id: row.group
        for row in Placement.objects.on(day)
        .filter(enrolment__in=pupils, group__isnull=False)
        .select_related("group")
    }
    found: dict[tuple[RegistrationGroup, Slot], set[int]] = {}
    for one in words:
        group = groups.get(one.row.enrolment_id)
        for slot, mark in one.marks:
            is_open = mark is None or mark.code is None
            if group is not None and is_open and _has_opened(school, group, slot, now):
                found.setdefault((group, slot), set()).add(one.row.enrolment_id)
    ordered = sorted(found.items(), key=lambda item: (item[0][1], item[0][0].name))
    return [(group, slot, len(rows)) for (group, slot), rows in ordered]


def _has_opened(
    school: Body, group: RegistrationGroup, slot: Slot, now: dt.datetime
) -> bool:
    try:
        return has_opened(window_of(school, group.pk, slot), slot, local(now))
    except NoSessionTimes:
        return False

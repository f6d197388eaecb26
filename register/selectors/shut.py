"""What closing without warning would do, and the closures that there were."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.clock import local
from register.models import Arrangement, Shut, Suggestion
from register.rules.names import as_counted
from register.rules.shut import Place, codes_elsewhere, place_of, shut_code
from schools.models import Body, RegistrationGroup
from schools.rules.sessions import Slot
from schools.rules.weeks import meets
from schools.selectors.calendar import calendar_of

_ASKED = """
    select e.id, p.id, p.last_name || ', ' || coalesce(nullif(p.known_as, ''), p.first_name),
           g.id, g.name, m.code, coalesce(m.version, 0)
      from schools_placement pl
      join schools_registrationgroup g on g.id = pl.group_id
       and g.starts_on <= %(day)s and (g.ends_on is null or g.ends_on > %(day)s)
      join schools_enrolment e on e.id = pl.enrolment_id
       and e.starts_on <= %(day)s and (e.ends_on is null or e.ends_on > %(day)s)
      join schools_pupil p on p.id = e.pupil_id
      left join register_mark m on m.slot = %(slot)s and m.enrolment_id = e.id
     where pl.school_id = %(school)s and pl.starts_on <= %(day)s
       and (pl.ends_on is null or pl.ends_on > %(day)s)
       and (%(groups)s::int[] is null or g.id = any (%(groups)s))
     order by p.last_name, p.first_name, p.id
"""
_KNOWN = """
    select enrolment_id, code, source, words from register_suggestion
     where enrolment_id = any (%s) and first_slot <= %s and last_slot >= %s
       and withdrawn_at is null and register_meets(sessions, %s)
     order by entered_at, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pupil whose register asks for the session, and how they stand."""

    enrolment: int
    pupil: int
    name: str
    group: int
    group_name: str
    code: str | None
    version: int
    place: Place
    known: str


@dataclass(frozen=True, slots=True)
class ShutPlan:
    """One session that falls out: whom the act marks, and whom it leaves alone."""

    slot: Slot
    code: str
    asked: tuple[Asked, ...]
    calls: int

    def at(self, place: Place) -> tuple[Asked, ...]:
        """Return the pupils who stand so."""
        return tuple(row for row in self.asked if row.place is place)

    @property
    def entered(self) -> tuple[Asked, ...]:
        return self.at(Place.ENTERED)

    @property
    def groups_done(self) -> frozenset[int]:
        """Return the groups in which everybody has a mark after the act."""
        left = {row.group for row in self.at(Place.ELSEWHERE)}
        return frozenset(row.group for row in self.asked) - left


def plan_of(
    school: Body, slots: Sequence[Slot], groups: Sequence[int] | None
) -> tuple[ShutPlan, ...]:
    """Return what closing some sessions would do; every group where none is named."""
    return tuple(
        _plan(school, slot, groups)
        for slot in slots
        if calendar_of(school).is_registered(slot)
    )


def _plan(school: Body, slot: Slot, groups: Sequence[int] | None) -> ShutPlan:
    asked: dict[str, Any] = {
        "day": slot.day,
        "slot": slot.number,
        "school": school.pk,
        "groups": list(groups) if groups is not None else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, asked)
        rows = cursor.fetchall()
    known = _known(slot, [row[0] for row in rows])
    pupils = tuple(_asked(slot, row, known.get(row[0], [])) for row in rows)
    calls = sum(
        any(source == Suggestion.Source.PARENT for _, source, _ in known[row.enrolment])
        for row in pupils
        if row.place is Place.ENTERED and row.enrolment in known
    )
    return ShutPlan(slot, shut_code(is_whole=groups is None), pupils, calls)


_Word = tuple[str, str, str]


def _asked(
    slot: Slot, row: tuple[int, int, str, int, str, str | None, int], known: list[_Word]
) -> Asked:
    enrolment, pupil, name, group, group_name, code, version = row
    place = place_of(slot.day, marked=code, known=[said for said, _, _ in known])
    elsewhere = codes_elsewhere(slot.day)
    words = next((f"{c}: {w}" for c, _, w in reversed(known) if c in elsewhere), "")
    return Asked(
        enrolment=enrolment,
        pupil=pupil,
        name=name,
        group=group,
        group_name=group_name,
        code=code,
        version=version,
        place=place,
        known=words,
    )


def _known(slot: Slot, enrolments: list[int]) -> dict[int, list[_Word]]:
    """Return what was said of pupils' session, and what is agreed for it."""
    number = slot.number
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [enrolments, number, number, number])
        rows = cursor.fetchall()
    found: dict[int, list[_Word]] = {}
    for enrolment, code, source, words in rows:
        found.setdefault(enrolment, []).append((code, source, words))
    for row in _agreed(slot, enrolments):
        words = row.nature or row.get_kind_display()
        found.setdefault(row.enrolment_id, []).append((row.code, "", words))
    return found


def _agreed(slot: Slot, enrolments: list[int]) -> list[Arrangement]:
    """Return the running agreements on being taught elsewhere that mean this session."""
    rows = Arrangement.objects.on(slot.day).filter(
        enrolment_id__in=enrolments,
        ended_at__isnull=True,
        kind__in=[Arrangement.Kind.OFF_SITE, Arrangement.Kind.DUAL],
    )
    return [row for row in rows if meets(row.sessions, slot)]


@dataclass(frozen=True, slots=True)
class ShutAct:
    """What one person did in one act: a row for each session."""

    rows: tuple[Shut, ...]

    @property
    def first(self) -> Shut:
        return self.rows[0]

    @property
    def entered(self) -> int:
        return sum(row.entered for row in self.rows)

    def may_be_undone(self, now: dt.datetime) -> bool:
        """Tell whether it stands and was done today: later, marks are amended singly."""
        if self.first.undone_at is not None:
            return False
        return local(self.first.shut_at).date() == local(now).date()


def acts_of(school: Body) -> list[ShutAct]:
    """Return every closing without warning, the latest first."""
    rows = (
        Shut.objects.filter(school=school)
        .select_related("shut_by", "undone_by")
        .order_by("-shut_at", "slot", "pk")
    )
    acts: dict[tuple[dt.datetime, int], list[Shut]] = {}
    for row in rows:
        acts.setdefault((row.shut_at, row.shut_by_id), []).append(row)
    return [ShutAct(tuple(same)) for same in acts.values()]


def act_of(school: Body, shut: int) -> ShutAct | None:
    """Return the act that a row belongs to, if there is such a one."""
    return next(
        (act for act in acts_of(school) if shut in {row.pk for row in act.rows}), None
    )


def shut_groups(school: Body, slot: Slot) -> tuple[bool, frozenset[int]]:
    """Return whether the whole school is shut at a slot, and which groups are."""
    rows = Shut.objects.filter(school=school, slot=slot.number, undone_at__isnull=True)
    groups = [row.groups for row in rows]
    named = frozenset(g for some in groups if some is not None for g in some)
    return any(some is None for some in groups), named


def groups_to_choose(school: Body, day: dt.date) -> list[RegistrationGroup]:
    """Return the groups of a day in the order in which people count them."""
    rows = RegistrationGroup.objects.on(day).filter(school=school)
    return sorted(rows, key=lambda row: as_counted(row.name))


def group_names(school: Body) -> dict[int, str]:
    """Return the names of every group that there is or was."""
    rows = RegistrationGroup.objects.filter(school=school)
    return {row.pk: row.name for row in rows}

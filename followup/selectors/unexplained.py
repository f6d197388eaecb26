"""Which children nobody can account for on a day, as the registers stand."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from followup.rules.need import SOCIAL_CARE, need_of
from followup.states import Need, Why
from schools.models import Body, Flag
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of

# Marks are reached by their key (slot, enrolment): a whole day of all schools is never
# read for one. A gap in a register that was handed in is a child nobody can account for.
_UNEXPLAINED = """
    select e.id, s.slot, m.code, m.at
      from schools_enrolment e
      join schools_pupil p on p.id = e.pupil_id and p.died_on is null
      join schools_placement pl on pl.enrolment_id = e.id
       and pl.starts_on <= %(day)s and (pl.ends_on is null or pl.ends_on > %(day)s)
     cross join unnest(%(slots)s::int[]) as s (slot)
      left join register_mark m on m.slot = s.slot and m.enrolment_id = e.id
      left join register_registertaken t on t.group_id = pl.group_id
       and t.slot = s.slot and t.withdrawn_at is null
     where e.school_id = %(school)s
       and e.starts_on <= %(day)s and (e.ends_on is null or e.ends_on > %(day)s)
       and (m.code = 'N'
            or (m.code is null and t.id is not null
                and not exists (select from register_suggestion k
                                 where k.enrolment_id = e.id
                                   and k.first_slot <= s.slot
                                   and k.last_slot >= s.slot
                                   and k.withdrawn_at is null
                                   and register_meets(k.sessions, s.slot))))
     order by e.id, s.slot
"""
_STANDING = """
    select m.enrolment_id, m.slot, m.code, m.at, m.by_id
      from unnest(%s::int[]) as s (slot)
      join register_mark m on m.slot = s.slot and m.enrolment_id = any (%s)
"""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A child, the first session of the day nobody can account for, and why."""

    enrolment_id: int
    slot: int
    why: Why
    marked_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a session of a child is marked, by whom and when."""

    code: str | None
    at: dt.datetime
    by_id: int


def slots_of(school: Body, day: dt.date) -> list[Slot]:
    """Return the sessions of a day for which the school takes registers."""
    calendar = calendar_of(school)
    both = (Slot(day, session) for session in Session)
    return [slot for slot in both if calendar.is_registered(slot)]


def unexplained_on(school: Body, day: dt.date) -> list[Unexplained]:
    """Return the children whom nobody can account for, each by their latest session.

    A child who was N in the morning and came at noon is accounted for; one who was N
    all day stands on the list by the first session of that absence.
    """
    slots = [slot.number for slot in slots_of(school, day)]
    if not slots:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_UNEXPLAINED, {"day": day, "slots": slots, "school": school.pk})
        rows = cursor.fetchall()
    found: dict[int, Unexplained] = {}
    for enrolment, slot, code, at in rows:
        why = Why.NO_REASON if code == "N" else Why.NO_MARK
        found.setdefault(enrolment, Unexplained(enrolment, slot, why, at))
    return _still_away(found, slots)


def _still_away(
    found: dict[int, Unexplained], slots: Sequence[int]
) -> list[Unexplained]:
    """Leave out those whose later session of the day has a mark that accounts for them."""
    later = marks_of(list(found), slots)
    kept = []
    for row in found.values():
        after = [
            later[row.enrolment_id, slot].code
            for slot in slots
            if slot > row.slot and (row.enrolment_id, slot) in later
        ]
        if not after or after[-1] in (None, "N"):
            kept.append(row)
    return kept


def marks_of(
    enrolment_ids: Sequence[int], slots: Sequence[int]
) -> dict[tuple[int, int], Standing]:
    """Return how some children are marked in some sessions."""
    if not enrolment_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [list(slots), list(enrolment_ids)])
        return {
            (enrolment, slot): Standing(code, at, by)
            for enrolment, slot, code, at, by in cursor.fetchall()
        }


_NEEDS = """
    select e.id,
           coalesce(array_agg(f.kind) filter (where f.kind is not null), '{}'),
           coalesce(bool_or(v.id is not null), false)
      from schools_enrolment e
      left join schools_flag f on f.pupil_id = e.pupil_id
       and f.starts_on <= %(day)s and (f.ends_on is null or f.ends_on > %(day)s)
      left join followup_vulnerablelisting v on v.pupil_id = e.pupil_id
       and v.starts_on <= %(day)s and (v.ends_on is null or v.ends_on > %(day)s)
     where e.id = any (%(ids)s)
     group by e.id
"""


def needs_of(enrolment_ids: Sequence[int], day: dt.date) -> dict[int, Need]:
    """Return how soon each child must be found, from flags and the vulnerable list."""
    if not enrolment_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEEDS, {"day": day, "ids": list(enrolment_ids)})
        return {pk: need_of(flags, is_listed=listed) for pk, flags, listed in cursor}


def workers_of(pupil_ids: Iterable[int], day: dt.date) -> dict[int, list[Flag]]:
    """Return the flags that name somebody outside the school who must be told."""
    found: dict[int, list[Flag]] = defaultdict(list)
    rows = Flag.objects.on(day).filter(pupil__in=list(pupil_ids), kind__in=SOCIAL_CARE)
    for row in rows:
        found[row.pupil_id].append(row)
    return found


_FAMILIES = """
    select a.id, b.id
      from schools_enrolment a
      join schools_pupil pa on pa.id = a.pupil_id
      join schools_identitylink l on pa.identity_id in (l.first_id, l.second_id)
      join schools_pupil pb on pb.id <> pa.id and pb.school_id = pa.school_id
       and pb.identity_id in (l.first_id, l.second_id)
      join schools_enrolment b on b.pupil_id = pb.id
     where a.id = any (%(ids)s) and b.id = any (%(ids)s)
    union
    select a.id, b.id
      from schools_enrolment a
      join schools_contact ca on ca.pupil_id = a.pupil_id and ca.lives_with_pupil
       and ca.starts_on <= %(day)s and (ca.ends_on is null or ca.ends_on > %(day)s)
      join schools_contact cb on cb.adult_id = ca.adult_id and cb.lives_with_pupil
       and cb.pupil_id <> ca.pupil_id
       and cb.starts_on <= %(day)s and (cb.ends_on is null or cb.ends_on > %(day)s)
      join schools_enrolment b on b.pupil_id = cb.pupil_id
     where a.id = any (%(ids)s) and b.id = any (%(ids)s)
"""


def sibling_pairs(enrolment_ids: Sequence[int], day: dt.date) -> list[tuple[int, int]]:
    """Return which of some children are brothers and sisters of each other.

    Linked as such, or in the care of the same adult at home, as everywhere else.
    """
    if not enrolment_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FAMILIES, {"day": day, "ids": list(enrolment_ids)})
        return [(int(a), int(b)) for a, b in cursor.fetchall()]


def siblings_elsewhere(identity_id: int, slot: int) -> list[str]:
    """Return how brothers and sisters at other schools stand: a word each, no names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select standing from followup_siblings_elsewhere(%s, %s)",
            [identity_id, slot],
        )
        return [word for (word,) in cursor.fetchall()]

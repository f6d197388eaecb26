"""Who is on the premises now: pupils by register and desk, visitors and staff."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from core.clock import local
from register.codes import codes_on
from register.models import Arrival, Departure, Mark, NotFound
from register.rules.names import as_counted
from register.rules.whereabouts import MarkSeen, Place, Seen, place_of
from register.rules.windows import RegisterWindow, has_opened
from register.selectors.desk import sessions_of
from register.selectors.visitors import here_now, staff_on, visits_on
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Enrolment, Placement
from schools.rules.sessions import Slot

NO_CLASS = "No class"
VISITORS, STAFF = "Visitors", "Staff"


class Whom(NamedTuple):
    """A pupil of the day's roll."""

    enrolment_id: int
    pupil_id: int
    first_name: str
    known_as: str
    last_name: str
    group_id: int | None
    group: str | None

    @property
    def sort_name(self) -> str:
        """Return the name as lists print it."""
        return f"{self.last_name}, {self.known_as or self.first_name}"


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody of the fire list: `who` names them to marshals' devices."""

    who: str
    name: str
    group: str
    place: Place
    words: str

    def as_json(self) -> dict[str, str]:
        """Return what a roll call keeps of somebody."""
        return {
            "who": self.who,
            "name": self.name,
            "group": self.group,
            "place": self.place.value,
            "words": self.words,
        }


def everybody(school: Body, now: dt.datetime) -> list[Here]:
    """Return all who may be on the premises, by class and name, and who is away.

    Visitors who signed in; staff, in where they signed in and unknown where they did not.
    """
    day = local(now).date()
    return [
        *_pupils(school, now),
        *(
            Here(
                f"visitor:{visit.pk}",
                visit.name,
                VISITORS,
                Place.IN,
                ", ".join(filter(None, (visit.organisation, visit.host))),
            )
            for visit in here_now(school, day)
            if visit.member_id is None
        ),
        *_staff(school, day),
    ]


def places_of_pupils(
    school: Body, enrolment_ids: list[int], now: dt.datetime
) -> dict[int, Seen]:
    """Return where the register and the desk know some pupils to be."""
    day = local(now).date()
    groups = dict(
        Placement.objects.on(day)
        .filter(enrolment__in=enrolment_ids)
        .values_list("enrolment_id", "group_id")
    )
    wanted = {pk: groups.get(pk) for pk in enrolment_ids}
    return _seen(school, wanted, now)


def not_found_open(school: Body) -> list[NotFound]:
    """Return the pupils who are being looked for, the longest first."""
    return list(
        NotFound.objects.filter(school=school, found_at__isnull=True)
        .filter(enrolment__pupil__died_on__isnull=True)
        .select_related("enrolment__pupil", "noticed_by")
        .order_by("noticed_at", "pk")
    )


def not_found_on(school: Body, first: dt.datetime) -> list[NotFound]:
    """Return who was looked for since a moment and found, the latest first."""
    return list(
        NotFound.objects.filter(school=school, found_at__gte=first)
        .filter(enrolment__pupil__died_on__isnull=True)
        .select_related("enrolment__pupil", "noticed_by", "found_by")
        .order_by("-found_at")
    )


def not_found_of(school: Body, number: int) -> NotFound | None:
    """Return one search of a school."""
    return (
        NotFound.objects.filter(school=school, pk=number)
        .select_related("enrolment__pupil", "noticed_by", "found_by")
        .first()
    )


def _pupils(school: Body, now: dt.datetime) -> list[Here]:
    roll = _roll(school, local(now).date())
    seen = _seen(school, {row.enrolment_id: row.group_id for row in roll}, now)
    found = [
        Here(
            f"pupil:{row.enrolment_id}",
            row.sort_name,
            row.group or NO_CLASS,
            seen[row.enrolment_id].place,
            seen[row.enrolment_id].words,
        )
        for row in roll
    ]
    return sorted(found, key=lambda one: (one.group == NO_CLASS, as_counted(one.group)))


def _roll(school: Body, day: dt.date) -> list[Whom]:
    rows = (
        Enrolment.objects.on(day)
        .filter(school=school, pupil__died_on__isnull=True)
        .order_by("pupil__last_name", "pupil__first_name", "pk")
        .values_list(
            "pk",
            "pupil_id",
            "pupil__first_name",
            "pupil__known_as",
            "pupil__last_name",
        )
    )
    placed = {
        row[0]: (row[1], row[2])
        for row in Placement.objects.on(day)
        .filter(school=school)
        .values_list("enrolment_id", "group_id", "group__name")
    }
    nowhere = (None, None)
    return [
        Whom(pk, pupil, first, known, last, *placed.get(pk, nowhere))
        for pk, pupil, first, known, last in rows
    ]


def _seen(
    school: Body, groups: dict[int, int | None], now: dt.datetime
) -> dict[int, Seen]:
    here = local(now)
    slots = sessions_of(school, here.date())
    numbers = [slot.number for slot in slots]
    marks = {
        (slot, pk): code
        for slot, pk, code in Mark.objects.filter(
            slot__in=numbers, enrolment_id__in=list(groups)
        ).values_list("slot", "enrolment_id", "code")
    }
    came: dict[int, list[dt.time]] = defaultdict(list)
    for pk, at in Arrival.objects.filter(
        school=school, slot__in=numbers, withdrawn_at__isnull=True
    ).values_list("enrolment_id", "arrived_at"):
        came[pk].append(local(at).time())
    went: dict[int, list[tuple[dt.time, dt.time | None]]] = defaultdict(list)
    for pk, left, back in Departure.objects.filter(
        school=school, slot__in=numbers, is_refused=False
    ).values_list("enrolment_id", "left_at", "returned_at"):
        went[pk].append((local(left).time(), local(back).time() if back else None))
    opened = {
        group: _opened(school, group, slots, here) for group in set(groups.values())
    }
    return {
        pk: place_of(
            [
                _mark_seen(slot, window, marks.get((slot.number, pk)))
                for slot, window in opened[group]
            ],
            came[pk],
            went[pk],
        )
        for pk, group in groups.items()
    }


def _opened(
    school: Body, group: int | None, slots: list[Slot], here: dt.datetime
) -> list[tuple[Slot, RegisterWindow]]:
    found = []
    for slot in slots:
        try:
            window = window_of(school, group, slot)
        except NoSessionTimes:
            continue
        if has_opened(window, slot, here):
            found.append((slot, window))
    return found


def _mark_seen(slot: Slot, window: RegisterWindow, code: str | None) -> MarkSeen:
    row = codes_on(slot.day).get(code or "")
    is_on_site = row is not None and row.pupil_on_site
    # No code and no reason: the list hangs on walls and lies in marshals' hands.
    return MarkSeen(
        window.opens, code, is_on_site, f"by the {slot.session.words} register"
    )


def _staff(school: Body, day: dt.date) -> list[Here]:
    visits = {row.member_id: row for row in reversed(visits_on(school, day))}
    found = []
    for member in staff_on(school, day):
        visit = visits.get(member.pk)
        place, words = Place.UNKNOWN, "not signed in"
        if visit is not None:
            place = Place.IN if visit.left_at is None else Place.OUT
            words = "signed in" if visit.left_at is None else "signed out"
        found.append(Here(f"staff:{member.pk}", member.name, STAFF, place, words))
    return found

"""Children, where each of them is on roll, and in which group from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from attendance.demo import names
from attendance.demo.bodies import GROUPS_END, GROUPS_START, School
from attendance.demo.calendar import school_days
from attendance.demo.shape import FIRST_YEAR, THIS_YEAR, Scale

YEARS = (FIRST_YEAR, THIS_YEAR)
_FROM_PRIMARY = 0.65


@dataclass(slots=True, eq=False)
class Child:
    """A child across schools: born then, called so, of a family."""

    first_name: str
    sex: str
    born_on: dt.date
    cohort: int
    identity: int = 0
    last_name: str = ""
    family: int = -1


@dataclass(slots=True)
class Place:
    """A child's year group and group at a school, from a day to a day."""

    starts_on: dt.date
    ends_on: dt.date | None
    year_group: int
    form: int
    group: int | None


@dataclass(slots=True, eq=False)
class Stay:
    """A child on the roll of one school."""

    child: Child
    school: School
    starts_on: dt.date
    ends_on: dt.date | None = None
    kind: str = "main"
    places: list[Place] = field(default_factory=list)
    # Weekdays on which another school expects the pupil, since the dual registration.
    away_on: frozenset[int] = frozenset()
    away_from: dt.date = dt.date(2026, 9, 2)
    pupil: int = 0
    enrolment: int = 0

    @property
    def is_current(self) -> bool:
        return self.ends_on is None

    def place_on(self, day: dt.date) -> Place | None:
        """Return the place that holds on a day."""
        if day < self.starts_on or (self.ends_on and day >= self.ends_on):
            return None
        for place in self.places:
            if place.starts_on <= day and (
                place.ends_on is None or day < place.ends_on
            ):
                return place
        return None


def enrol(schools: list[School], scale: Scale, rng: Random) -> list[Stay]:
    """Return every pupil of every school in either year, without families yet."""
    stays: list[Stay] = []
    leavers: list[Child] = []
    for school in schools:
        arriving = list(leavers) if school.shape.phase == "secondary" else []
        rng.shuffle(arriving)
        arriving = arriving[: int(len(arriving) * _FROM_PRIMARY)]
        for cohort in range(school.shape.years.start, school.shape.years.stop + 1):
            joins = cohort == school.shape.years.start
            for form in range(len(school.shape.forms)):
                for _ in range(school.shape.group_size(scale)):
                    child = arriving.pop() if joins and arriving else born(cohort, rng)
                    stays.append(stay_of(child, school, cohort, form))
        if school.shape.phase == "primary":
            last = school.shape.years.stop
            leavers = [s.child for s in stays if s.child.cohort == last]
    return stays


def born(cohort: int, rng: Random) -> Child:
    """Return a new child who is in year group `cohort` this year."""
    first_day = dt.date(THIS_YEAR - 5 - cohort, 9, 1)
    is_girl = rng.random() < 0.5  # noqa: PLR2004
    return Child(
        first_name=rng.choice(names.GIRLS if is_girl else names.BOYS),
        sex="F" if is_girl else "M",
        born_on=first_day + dt.timedelta(days=rng.randrange(365)),
        cohort=cohort,
    )


def stay_of(child: Child, school: School, cohort: int, form: int) -> Stay:
    """Put a child on a roll for as long as the school's years last."""
    years = school.shape.years
    joined = THIS_YEAR - (cohort - years.start)
    starts_on = (
        school_days(THIS_YEAR)[0] if joined == THIS_YEAR else _first_monday(joined)
    )
    has_left = cohort == years.stop
    stay = Stay(child, school, starts_on, GROUPS_END[FIRST_YEAR] if has_left else None)
    for year in YEARS:
        year_group = cohort - (THIS_YEAR - year)
        if year_group in years:
            stay.places.append(
                Place(
                    starts_on=max(GROUPS_START[year], starts_on),
                    ends_on=GROUPS_END[year],
                    year_group=year_group,
                    form=form,
                    group=school.groups[year, year_group, form],
                )
            )
    return stay


def _first_monday(year: int) -> dt.date:
    """Return the Monday on which a school year of long ago began."""
    day = dt.date(year, 9, 7)
    return day - dt.timedelta(days=day.weekday())

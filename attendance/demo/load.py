"""Loads the whole demonstration in one transaction, as the owner, with COPY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connections, transaction
from tqdm import tqdm

from attendance.demo.absences import add_absences
from attendance.demo.bodies import School, add_bodies, add_choices
from attendance.demo.children import YEARS, Stay, enrol
from attendance.demo.contacts import add_contacts
from attendance.demo.desk import add_desk
from attendance.demo.drawings import draw_class
from attendance.demo.emptying import empty, number_revisions
from attendance.demo.events import happen
from attendance.demo.families import Family, make_families
from attendance.demo.guardians import circle_of
from attendance.demo.known import add_suggestions
from attendance.demo.leave import add_leave
from attendance.demo.letters import add_letters
from attendance.demo.moment import start_clock
from attendance.demo.needs import add_needs, add_relatives
from attendance.demo.papers import add_papers
from attendance.demo.readings import add_readings
from attendance.demo.records import add_records
from attendance.demo.shape import Scale
from attendance.demo.sheets import OWNER, Book
from attendance.demo.staff import Staff, add_staff
from attendance.demo.trips import add_trip
from attendance.demo.years import write_year
from schools.states import Role

SEED = 20261120
Steps = Any  # tqdm's own type is generic in stubs only


@dataclass(slots=True)
class Demonstration:
    """What has been made so far; each step adds its part."""

    scale: Scale
    rng: Random
    book: Book = field(default_factory=Book)
    bodies: dict[str, int] = field(default_factory=dict)
    schools: list[School] = field(default_factory=list)
    staff: dict[int, Staff] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    last_codes: dict[int, str] = field(default_factory=dict)


def load(
    *, scale: Scale, real_now: dt.datetime, fresh: bool = False, quiet: bool = False
) -> None:
    """Fill a migrated database that is empty, or emptied first where `fresh`.

    All of it or, on any error, nothing. The clock then shows the first moment.
    """
    rng = Random(SEED)  # noqa: S311 - the same demonstration every time
    steps = tqdm(total=6 + 3 * len(YEARS), disable=quiet, unit="step", ncols=78)
    with transaction.atomic(using=OWNER), steps:
        if fresh:
            _step(steps, "what was stored goes", empty)
        demo = Demonstration(scale, rng)
        _step(steps, "bodies and staff", lambda: _make_bodies(demo))
        _step(steps, "pupils", lambda: _make_pupils(demo))
        _step(steps, "records", demo.book.copy)
        _make_marks(demo, steps)
        _step(steps, "what is known today", lambda: _make_today(demo))
        _step(steps, "registers", demo.book.copy)
        number_revisions(real_now)
        start_clock(real_now)
    add_letters()
    add_absences()
    with connections[OWNER].cursor() as cursor:
        cursor.execute("vacuum analyze")


def _make_bodies(demo: Demonstration) -> None:
    demo.bodies, demo.schools = add_bodies(demo.book)
    demo.staff = add_staff(demo.book, demo.schools, demo.bodies, demo.rng)
    heads = {number: staff.by_role[Role.HEAD] for number, staff in demo.staff.items()}
    add_choices(demo.book, demo.bodies, heads)


def _make_pupils(demo: Demonstration) -> None:
    book, rng = demo.book, demo.rng
    demo.stays = enrol(demo.schools, demo.scale, rng)
    happen(demo.stays, demo.schools, rng)
    demo.families = make_families(demo.stays, rng)
    circles = [circle_of(family, rng) for family in demo.families]
    add_records(book, demo.stays, demo.families, rng)
    add_contacts(book, demo.stays, circles)
    add_needs(book, demo.stays, circles, demo.staff, rng)
    officers = {s.id: demo.staff[s.id].persons[Role.OFFICER] for s in demo.schools}
    add_relatives(book, demo.stays, officers)
    draw_class(book, demo.stays)
    add_papers(book, demo.schools, demo.staff, demo.bodies, demo.stays)


def _make_marks(demo: Demonstration, steps: Steps) -> None:
    for school in demo.schools:
        stays = [stay for stay in demo.stays if stay.school is school]
        for year in YEARS:
            steps.set_description(f"{school.shape.name} {year}/{year % 100 + 1}")
            demo.last_codes |= write_year(
                demo.book,
                school,
                demo.staff[school.id],
                stays,
                demo.families,
                year,
                demo.rng,
            )
            steps.update()


def _make_today(demo: Demonstration) -> None:
    for school in demo.schools:
        stays = [stay for stay in demo.stays if stay.school is school]
        staff = demo.staff[school.id]
        add_suggestions(demo.book, school, staff, stays, demo.last_codes, demo.rng)
        add_readings(demo.book, school, staff, stays, demo.rng)
        add_leave(demo.book, school, staff, stays)
        add_desk(demo.book, school, staff, SEED)
        add_trip(demo.book, school, staff, stays)


def _step(steps: Steps, words: str, act: Callable[[], None]) -> None:
    steps.set_description(words)
    act()
    steps.update()

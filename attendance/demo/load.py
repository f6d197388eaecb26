"""Loads the whole demonstration in one transaction, as the owner, with COPY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from django.db import connections, transaction
from tqdm import tqdm

from attendance.demo import absence, presence
from attendance.demo.bodies import School, add_bodies, add_choices
from attendance.demo.children import YEARS, Stay, enrol
from attendance.demo.entries import Typing
from attendance.demo.families import Family, make_families
from attendance.demo.ledger import write_changes, write_entries
from attendance.demo.propensity import give_shares
from attendance.demo.records import add_records
from attendance.demo.registers import Registers
from attendance.demo.rows import YearRow, row_of
from attendance.demo.sheets import OWNER, Book
from attendance.demo.shape import STARTS_AT, Scale
from attendance.demo.staff import Staff, add_staff
from core.clock import LONDON, forget_offset
from core.models import DemoClock
from schools.states import Role

SEED = 20261120
Tell = Callable[[str], None]


def load(*, scale: Scale, real_now: dt.datetime, quiet: bool = False) -> None:
    """Fill an empty, migrated database; all of it or, on any error, nothing."""
    rng = Random(SEED)  # noqa: S311 - the same demonstration every time
    steps = tqdm(total=4 + 3 * len(YEARS), disable=quiet, unit="step", ncols=78)
    with transaction.atomic(using=OWNER), steps:
        book = Book()
        bodies, schools = _step(steps, "schools", lambda: add_bodies(book))
        staff = add_staff(book, schools, bodies, rng)
        heads = {number: people.by_role[Role.HEAD] for number, people in staff.items()}
        add_choices(book, bodies, heads)
        stays = _step(steps, "pupils", lambda: enrol(schools, scale, rng))
        families = make_families(stays, rng)
        add_records(book, stays, families, rng)
        _step(steps, "records", lambda: _write(book))
        for school in schools:
            for year in YEARS:
                steps.set_description(f"marks of {school.shape.name}, {year}")
                _load_year(book, school, staff[school.id], stays, families, year, rng)
                steps.update()
        _step(steps, "registers", lambda: _write(book))
        start_clock(real_now)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("vacuum analyze")


def start_clock(real_now: dt.datetime) -> None:
    """Let the demonstration's clock show its first moment now."""
    moment = STARTS_AT.replace(tzinfo=LONDON)
    DemoClock.objects.using(OWNER).update_or_create(
        only=True, defaults={"offset": moment - real_now}
    )
    forget_offset()


def _load_year(
    book: Book,
    school: School,
    staff: Staff,
    stays: list[Stay],
    families: list[Family],
    year: int,
    rng: Random,
) -> None:
    rows = [
        row
        for stay in stays
        if stay.school is school and (row := row_of(stay, year)) is not None
    ]
    paint(rows, families, school.shape.phase, rng)
    typing = Typing(Registers(book, school, staff, rng), staff, rng)
    write_entries(school.id, [entry for row in rows for entry in typing.entries(row)])
    write_changes(school.id, typing.changes)


def paint(rows: list[YearRow], families: list[Family], phase: str, rng: Random) -> None:
    """Give every session of a school's year its code."""
    presence.paint_impossible(rows, rng)
    give_shares(rows, phase, rng)
    absence.paint_absence(rows, families, phase, rng)
    presence.paint_elsewhere(rows, phase, rng)
    presence.paint_lateness(rows, phase, rng)


def _write(book: Book) -> None:
    for sheet in book.sheets.values():
        sheet.copy()


def _step(steps: tqdm, words: str, act: Callable[[], object]):  # type: ignore[no-untyped-def,type-arg]
    steps.set_description(words)
    result = act()
    steps.update()
    return result

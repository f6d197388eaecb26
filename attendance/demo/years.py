"""Makes and writes one school's marks of one year."""

from __future__ import annotations

from random import Random

from attendance.demo import absence, presence
from attendance.demo.bodies import School
from attendance.demo.children import Stay
from attendance.demo.entries import Typing
from attendance.demo.families import Family
from attendance.demo.ledger import write_changes, write_entries
from attendance.demo.propensity import give_shares
from attendance.demo.registers import Registers
from attendance.demo.rows import YearRow, row_of
from attendance.demo.sheets import Book
from attendance.demo.snow import snow_falls
from attendance.demo.staff import Staff


def write_year(
    book: Book,
    school: School,
    staff: Staff,
    stays: list[Stay],
    families: list[Family],
    year: int,
    rng: Random,
) -> dict[int, str]:
    """Write the marks of a school's year; return each enrolment's last code."""
    rows = [row for stay in stays if (row := row_of(stay, year)) is not None]
    paint(rows, families, school.shape.phase, rng)
    typing = Typing(Registers(book, school, staff, rng), staff, rng)
    # A list, because nothing may be asked of the database while COPY runs.
    entries = [entry for row in rows for entry in typing.entries(row)]
    entries = snow_falls(book, school, staff, typing, entries)
    write_entries(school.id, entries)
    write_changes(school.id, typing.changes)
    return {row.stay.enrolment: row.codes[-1] for row in rows}


def paint(rows: list[YearRow], families: list[Family], phase: str, rng: Random) -> None:
    """Give every session of a school's year its code."""
    presence.paint_impossible(rows, rng)
    give_shares(rows, phase, rng)
    absence.paint_absence(rows, families, phase, rng)
    presence.paint_elsewhere(rows, phase, rng)
    presence.paint_lateness(rows, phase, rng)

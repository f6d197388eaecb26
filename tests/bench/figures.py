"""Summaries of a year: a school of 1,000 and a trust of 25,000."""

import datetime as dt

from core.periods import Period
from core.tenancy import in_schools
from register.selectors.figures import MarkTable, marks_of_schools
from schools.models import Body
from schools.rules.sessions import year_starts_on
from tests.bench import raw
from tests.bench.data import YEAR, BenchData, make_members
from tests.bench.table import Row, median_ms

WHOLE_YEAR = Period(year_starts_on(YEAR), dt.date(2026, 7, 23))


def measure(data: BenchData) -> list[Row]:
    """Count a year: each pupil's possible, attended and kinds of absence, and totals."""
    members = make_members(data.school)
    return [
        Row(
            "year summary of a school of 1,000",
            "ms",
            _summary([data.school]),
            20,
            _raw([data.school]),
        ),
        Row(
            "year summary of a trust of 25,000",
            "ms",
            _summary(members),
            200,
            _raw(members),
        ),
    ]


def _summary(schools: list[Body]) -> float:
    ids = [school.pk for school in schools]

    def summarise(_number: int) -> MarkTable:
        with in_schools(ids):
            table = marks_of_schools(schools, WHOLE_YEAR)
        table.totals()
        _ = table.missed, table.authorised, table.unauthorised, table.late
        return table

    if not len(summarise(0)):
        raise RuntimeError("no year rows")
    return median_ms(summarise, runs=15)


def _raw(schools: list[Body]) -> float:
    """Read the same rows with the driver alone, counting nothing."""
    ids = [school.pk for school in schools]
    query = "select enrolment_id, letters from register_markyear where school_id = any(%s) and year = %s"
    with raw.connection() as owner:
        return median_ms(
            lambda _: owner.execute(query, [ids, YEAR], binary=True).fetchall(), runs=15
        )

"""The marks of the demonstration, before any of them is written."""

from __future__ import annotations

import itertools
from collections import Counter
from random import Random

import pytest

from attendance.demo import shape
from attendance.demo.bodies import School
from attendance.demo.children import YEARS, enrol
from attendance.demo.facts import AUTHORISED, BY_PHASE, ELSEWHERE, UNAUTHORISED
from attendance.demo.families import make_families
from attendance.demo.rows import OFF_ROLL, YearRow, row_of
from attendance.demo.years import paint
from register.codes import AgeLimit, code_on
from schools.rules.age import is_of_compulsory_school_age

ABSENT = frozenset(f"{AUTHORISED} {UNAUTHORISED}".split())
# Rates of under one session in two hundred are met less closely: their spells are long.
COMMON = ("L", "I", "O", "G", "V")


def _school(of: shape.SchoolShape) -> School:
    numbers = itertools.count(1)
    keys = itertools.product(YEARS, of.years, range(len(of.forms)))
    return School(1, of, {key: next(numbers) for key in keys})


@pytest.fixture(scope="module", params=shape.SCHOOLS, ids=lambda of: of.slug)
def school(request) -> shape.SchoolShape:
    return request.param


@pytest.fixture(scope="module")
def years(school) -> dict[int, list[YearRow]]:
    rng = Random(1)  # noqa: S311
    stays = enrol([_school(school)], "full", rng)
    families = make_families(stays, rng)
    painted = {}
    for year in YEARS:
        rows = [row for stay in stays if (row := row_of(stay, year))]
        paint(rows, families, school.phase, rng)
        painted[year] = rows
    return painted


def _counts(rows: list[YearRow]) -> Counter[str]:
    return Counter(code for row in rows for code in row.codes if code != OFF_ROLL)


@pytest.mark.parametrize("year", YEARS)
def test_the_common_codes_come_as_often_as_they_are_published(school, years, year):
    facts, counts = BY_PHASE[school.phase], _counts(years[year])
    possible = sum(row.possible for row in years[year])
    for code in COMMON:
        published = facts.rate_of("O N") if code == "O" else facts.rate(code)
        ours = counts[code] / possible
        assert ours == pytest.approx(published, rel=0.12, abs=0.0015), code


@pytest.mark.parametrize("year", YEARS)
def test_no_code_strays_from_what_is_published(school, years, year):
    facts, counts = BY_PHASE[school.phase], _counts(years[year])
    possible = sum(row.possible for row in years[year])
    for code in f"L {AUTHORISED} {UNAUTHORISED} {ELSEWHERE}".split():
        if code not in {"O", "N"}:
            ours = counts[code] / possible
            assert ours == pytest.approx(facts.rate(code), abs=0.0035), code


@pytest.mark.parametrize("year", YEARS)
def test_absence_of_a_school_is_near_the_published_rate(school, years, year):
    facts, counts = BY_PHASE[school.phase], _counts(years[year])
    possible = sum(row.possible for row in years[year])
    published = facts.rate_of(AUTHORISED) + facts.rate_of(UNAUTHORISED)
    ours = sum(counts[code] for code in ABSENT) / possible
    assert ours == pytest.approx(published, rel=0.05)


def test_persistent_and_severe_absence_are_as_published(school, years):
    facts, rows = BY_PHASE[school.phase], years[YEARS[0]]
    missed = [sum(code in ABSENT for code in row.codes) for row in rows]
    persistent = sum(
        10 * m >= row.possible for m, row in zip(missed, rows, strict=True)
    )
    severe = sum(2 * m >= row.possible for m, row in zip(missed, rows, strict=True))
    assert 100 * persistent / len(rows) == pytest.approx(
        facts.persistent_percent, abs=2.5
    )
    assert 100 * severe / len(rows) == pytest.approx(facts.severe_percent, abs=1.5)


def test_every_code_is_law_for_the_pupil_on_its_day(years):
    for row in itertools.chain.from_iterable(years.values()):
        for session, painted in enumerate(row.codes):
            if painted in {"", OFF_ROLL}:
                continue
            day = row.days[session // 2]
            code = code_on(painted, day)
            is_compulsory = is_of_compulsory_school_age(row.stay.child.born_on, day)
            if code.age is not AgeLimit.ANY:
                assert (code.age is AgeLimit.COMPULSORY) is is_compulsory, (
                    painted,
                    day,
                )


def test_illness_lasts_for_days_and_comes_more_in_winter(school, years):
    rows = years[YEARS[0]]
    ill = [
        (row.days[session // 2], len(spell.sessions))
        for row in rows
        for spell in row.spells
        if spell.code == "I"
        for session in spell.sessions[:1]
    ]
    winter = sum(day.month in {11, 12, 1, 2} for day, _ in ill)
    summer = sum(day.month in {5, 6, 7, 9} for day, _ in ill)
    assert winter > summer
    assert max(length for _, length in ill) >= 6


def test_nothing_is_known_of_the_day_on_which_the_clock_starts(years):
    last = max(row.days[-1] for row in years[YEARS[1]])
    assert last.isoformat() == "2026-11-19"

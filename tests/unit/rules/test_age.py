from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import add_years
from schools.rules.age import (
    age_at_31_august,
    age_on,
    compulsory_school_age,
    is_of_compulsory_school_age,
    national_curriculum_year,
    year_group_code,
    year_group_words,
)

births = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("born_on", "starts_on"),
    [
        (date(2019, 3, 31), date(2024, 3, 31)),
        (date(2019, 4, 1), date(2024, 8, 31)),
        (date(2019, 8, 31), date(2024, 8, 31)),
        (date(2019, 9, 1), date(2024, 12, 31)),
        (date(2019, 12, 31), date(2024, 12, 31)),
        (date(2020, 1, 1), date(2025, 3, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_compulsory_age_begins_on_the_prescribed_day_at_or_after_five(
    born_on, starts_on
):
    assert compulsory_school_age(born_on).starts_on == starts_on


@pytest.mark.parametrize(
    ("born_on", "last_day"),
    [
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2010, 6, 26), date(2026, 6, 26)),
        (date(2010, 7, 10), date(2026, 6, 26)),
        (date(2010, 12, 25), date(2027, 6, 25)),
        (date(2011, 1, 1), date(2027, 6, 25)),
        (date(2017, 1, 1), date(2033, 6, 24)),  # 1 July 2033 is a Friday too
    ],
)
def test_compulsory_age_ends_with_the_last_friday_of_june_of_that_year(
    born_on, last_day
):
    period = compulsory_school_age(born_on)
    assert period.last_day == last_day
    assert is_of_compulsory_school_age(born_on, last_day)
    assert not is_of_compulsory_school_age(born_on, last_day + timedelta(days=1))


@given(births)
def test_everyone_is_compelled_for_ten_or_eleven_years_and_no_more(born_on):
    period = compulsory_school_age(born_on)
    assert period.last_day is not None
    assert add_years(born_on, 5) <= period.starts_on
    assert age_on(born_on, period.starts_on) == 5
    assert age_on(born_on, period.last_day) in {15, 16}
    assert period.last_day.weekday() == 4
    assert period.last_day + timedelta(days=7) >= date(period.last_day.year, 7, 1)


@given(births, st.integers(0, 40))
def test_a_year_of_age_is_reached_on_the_birthday_and_not_before(born_on, years):
    birthday = add_years(born_on, years)
    assert age_on(born_on, birthday) == years
    assert age_on(born_on, birthday - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("born_on", "year", "code", "words"),
    [
        (date(2022, 9, 1), -1, "N2", "Nursery"),
        (date(2023, 9, 1), -2, "N1", "Nursery"),
        (date(2022, 8, 31), 0, "R", "Reception"),
        (date(2021, 8, 31), 1, "1", "Year 1"),
        (date(2010, 9, 1), 11, "11", "Year 11"),
        (date(2010, 8, 31), 12, "12", "Year 12"),
    ],
)
def test_the_age_on_the_eve_of_the_school_year_makes_the_year_group(
    born_on, year, code, words
):
    assert national_curriculum_year(born_on, 2026) == year
    assert age_at_31_august(born_on, 2026) == year + 4
    assert (year_group_code(year), year_group_words(year)) == (code, words)

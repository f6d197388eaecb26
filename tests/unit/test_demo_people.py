"""Names, numbers and choices of the demonstration belong to nobody."""

from __future__ import annotations

import datetime as dt
import re
from random import Random

import phonenumbers
import pytest

from attendance.demo import names, shape
from attendance.demo.calendar import calendar, school_days
from attendance.demo.choices import CHOICES
from attendance.demo.moments import moments_around
from core.clock import at_local
from register.rules.windows import RegisterWindow, check_windows
from schools.codes.questions import BY_KEY
from schools.rules.answers import check_answer, warning_about

# Ofcom, "Telephone numbers for use in TV and radio drama programmes".
DRAMA = re.compile(
    r"\+447700900\d{3}|\+44(113|114|115|116|117|118|121|131|141|151|161)4960\d{3}"
)
EXAMPLE = re.compile(r"@example\.(com|org|net)$")


@pytest.mark.parametrize("seed", range(50))
def test_every_number_and_address_is_kept_for_stories(seed):
    rng = Random(seed)  # noqa: S311
    for number in (names.mobile(rng), names.landline(rng)):
        assert DRAMA.fullmatch(number)
    assert EXAMPLE.search(names.email("Ada", "O'Example", rng))
    assert names.postcode(rng).startswith("ZZ")


@pytest.mark.parametrize("school", shape.SCHOOLS, ids=lambda of: of.slug)
def test_a_schools_own_number_is_one_of_drama(school):
    number = phonenumbers.parse(school.telephone, "GB")
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert DRAMA.fullmatch(written)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: f"{c.body}-{c.key}")
def test_every_choice_answers_its_question_and_names_who_chose(choice):
    check_answer(BY_KEY[choice.key], choice.value)
    assert choice.chosen_by
    assert choice.source


def test_the_academy_keeps_a_register_open_for_longer_than_guidance_asks():
    [chosen] = [
        c for c in CHOICES if c.body == "academy" and c.key == "register_open_minutes"
    ]
    morning = shape.ACADEMY.morning
    window = RegisterWindow(morning.opens, morning.closes, morning.ends)
    assert window.open_minutes == chosen.value == 40
    assert warning_about(BY_KEY[chosen.key], chosen.value)
    assert check_windows([window])


def test_a_school_year_has_the_days_that_law_asks_for():
    assert [len(school_days(year)) for year in (2025, 2026)] == [190, 190]


def test_the_half_term_of_autumn_2026_has_no_school():
    week = [dt.date(2026, 10, 26) + dt.timedelta(n) for n in range(5)]
    assert not any(calendar().is_school_day(day) for day in week)


def test_moments_of_a_school_day_lie_ahead_or_say_that_they_have_passed():
    moments = moments_around(at_local(dt.date(2026, 11, 20), dt.time(9)))
    passed = {moment.time: moment.has_passed for moment in moments[:-1]}
    assert passed["08:52"]
    assert not passed["09:31"]
    assert moments[-1].day == "2026-11-23"


def test_on_a_sunday_the_next_school_day_is_offered_and_no_other():
    [monday] = moments_around(at_local(dt.date(2026, 11, 22), dt.time(12)))
    assert (monday.day, monday.time) == ("2026-11-23", "08:40")


def test_after_the_last_day_entered_nothing_is_offered():
    assert moments_around(at_local(dt.date(2028, 1, 1), dt.time(12))) == []

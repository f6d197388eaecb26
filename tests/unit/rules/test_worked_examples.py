"""Every worked example is a test, or is named here with the part that will make it one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from stdnum.gb import upn

from core.periods import Period, add_years, last_day_beginning_with, nth_day_after
from register.codes import codes_on
from register.rules.counting import Counts, percentage, totals_or_reasons
from register.rules.deadlines import penalty_window
from register.rules.thresholds import all_codes_in, is_persistently_absent
from schools.rules.age import compulsory_school_age
from schools.rules.sessions import Slot
from tests.facts import calendar_of, worked_examples

EXAMPLES = worked_examples()
TODAYS_CODES = codes_on(date(2026, 11, 20))

LATER = {
    "PN-D8": "interventions: the ladder of penalty notices",
    "ST-P-A2526": "reports: published benchmarks",
    "ST-P-W6": "reports: published benchmarks",
    "WC-P1": "cme: joiner forms of an authority",
    "WC-P2": "cme: joiner forms of an authority",
    "IM-D1": "register: importing marks with retired codes",
}


def pn_threshold(given: dict[str, Any]) -> bool:
    calendar = calendar_of(given["calendar"])
    slots: list[Slot] = []
    for starts_on, n in given["unauthorised"]:
        first = date.fromisoformat(starts_on)
        week = Period(first, first + timedelta(days=7 - first.weekday()))
        slots += calendar.sessions(week)[:n]
    window = penalty_window(slots, calendar)
    assert window is not None
    return window.is_threshold_met


def csa(given: str) -> list[str]:
    period = compulsory_school_age(date.fromisoformat(given))
    assert period.last_day is not None
    return [str(period.starts_on), str(period.last_day)]


def summary(given: dict[str, int]) -> dict[str, int]:
    letters = Counter({TODAYS_CODES[code].letter: n for code, n in given.items()})
    counts = Counts.of(letters)
    return {
        "possible": counts.possible,
        "attended": counts.attended,
        "authorised": counts.authorised,
        "unauthorised": counts.unauthorised,
    }


def persistent(given: dict[str, int]) -> bool:
    return is_persistently_absent(given["missed"], given["possible"])


def nth_school_day_after(given: dict[str, Any]) -> str:
    calendar = calendar_of(given["calendar"])
    after = date.fromisoformat(given["after"])
    return str(calendar.nth_school_day_after(after, given["n"]))


def rate_pct(given: dict[str, int]) -> Decimal | None:
    return percentage(given["num"], given["den"], given["dp"])


def totals(given: dict[str, int]) -> str:
    return totals_or_reasons(
        authorised=given["auth"],
        unauthorised=given["unauth"],
        by_reason=given["reasons"],
    )


KINDS: dict[str, Callable[[Any], object]] = {
    "pn_threshold": pn_threshold,
    "csa": csa,
    "summary": summary,
    "persistent": persistent,
    "nth_school_day_after": nth_school_day_after,
    "rate_pct": rate_pct,
    "totals_or_reasons": totals,
    "upn_letter": upn.calc_check_digit,
    "upn_valid": upn.is_valid,
    "all_codes_in": lambda g: all_codes_in(g["codes"], frozenset(g["allowed"])),
    "nth_day_after": lambda g: str(
        nth_day_after(date.fromisoformat(g["after"]), g["n"])
    ),
    "last_day_of_period": lambda g: str(
        last_day_beginning_with(date.fromisoformat(g["beginning_with"]), g["days"])
    ),
    "add_years": lambda g: str(add_years(date.fromisoformat(g["date"]), g["years"])),
}
HERE = {i for i, example in EXAMPLES.items() if example["kind"] in KINDS}
BY_NAME = {"CSA-P1"}


@pytest.mark.parametrize("example_id", sorted(HERE))
def test_the_rules_give_the_answer_of_the_worked_example(example_id):
    example = EXAMPLES[example_id]
    expected = example["expected"]
    if example["kind"] == "rate_pct":
        expected = Decimal(str(expected))
    assert KINDS[example["kind"]](example["input"]) == expected


def test_a_child_who_is_five_on_10_february_2024_is_of_age_from_31_march():
    assert "CSA-P1" in EXAMPLES
    period = compulsory_school_age(date(2019, 2, 10))
    assert period.starts_on == date(2024, 3, 31)
    assert date(2024, 3, 30) not in period


def test_every_worked_example_is_run_or_named_with_the_part_that_owes_it():
    assert set(EXAMPLES) == HERE | BY_NAME | set(LATER)
    assert not (HERE | BY_NAME) & set(LATER)

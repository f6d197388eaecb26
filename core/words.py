"""How staff write days, times and numbers."""

import datetime as dt
from collections.abc import Callable

from core.clock import local


def day(value: dt.date) -> str:
    """Write a day as staff say it: Fri 20 Nov."""
    return f"{value:%a} {value.day} {value:%b}"


def long_day(value: dt.date) -> str:
    """Write a day with its year: Fri 20 Nov 2026."""
    return f"{day(value)} {value.year}"


def clock_time(value: dt.datetime | dt.time) -> str:
    """Write a time in 24 hours as the wall clock shows it: 08:53."""
    if isinstance(value, dt.datetime):
        value = local(value).time()
    return f"{value:%H:%M}"


def moment(value: dt.datetime) -> str:
    """Write a moment as staff say it: Fri 20 Nov, 08:53."""
    shown = local(value)
    return f"{day(shown.date())}, {shown:%H:%M}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 pupil, 3 pupils."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "long_day": long_day,
    "clock_time": clock_time,
    "moment": moment,
    "count_of": count,
}

"""Times of registers as a page prints them, with what guidance says against them."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.words import clock_time, long_day
from register.rules.windows import RegisterWindow, check_windows
from schools.models import RegistrationGroup, SessionTime


@dataclass(frozen=True)
class TimesRow:
    """The times of one session from a day on, or for some days."""

    session: str
    times: str
    minutes: int
    gates: str
    lessons: str
    ends: str
    days: str
    is_exception: bool


@dataclass(frozen=True)
class TimesBlock:
    """The times of a group, or of every group that has none of its own."""

    name: str
    group_id: int | None
    warnings: tuple[str, ...]
    rows: tuple[TimesRow, ...]


def times_block(
    group: RegistrationGroup | None,
    history: Sequence[SessionTime],
    holding: Sequence[SessionTime],
) -> TimesBlock:
    """Print a group's times; `holding` are those of today, which guidance judges."""
    return TimesBlock(
        name=group.name if group else "Every group without times of its own",
        group_id=group.pk if group else None,
        warnings=check_windows([_window(row) for row in holding]),
        rows=tuple(_row(row) for row in history),
    )


def _window(row: SessionTime) -> RegisterWindow:
    return RegisterWindow(opens=row.opens, closes=row.closes, ends=row.ends)


def _row(row: SessionTime) -> TimesRow:
    last = row.period.last_day
    days = f"from {long_day(row.starts_on)}"
    return TimesRow(
        session=row.get_session_display(),
        times=f"{clock_time(row.opens)}–{clock_time(row.closes)}",
        minutes=_window(row).open_minutes,
        gates=clock_time(row.gates_open) if row.gates_open else "",
        lessons=clock_time(row.lessons_begin) if row.lessons_begin else "",
        ends=clock_time(row.ends),
        days=f"{days} to {long_day(last)}" if last else days,
        is_exception=row.is_exception,
    )

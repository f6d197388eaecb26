"""Which figures somebody asked for: of whom, over which days, and which share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from reports.rules.spans import DEFAULT, NAMES, Span, custom, span_of
from schools.rules.calendar import SchoolCalendar

KINDS = ("school", "year", "group", "pupil")
_DAYS_OF_WEEK = 7


class NotAsked(ValueError):
    """An address that asks for nothing that there is."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Of a school, a year group, a registration group or a pupil, over a span."""

    span: Span
    of: str = "school"
    number: int | None = None
    flag: str = ""
    weekday: int | None = None

    def query(self, **more: str | int) -> str:
        """Return the selection as an address carries it."""
        parts: dict[str, str | int] = {}
        if self.of != "school":
            parts |= {"of": self.of, "id": self.number or 0}
        parts["period"] = self.span.key
        if self.span.key == "custom":
            parts |= {
                "from": self.span.first.isoformat(),
                "to": self.span.last.isoformat(),
            }
        if self.flag:
            parts["flag"] = self.flag
        if self.weekday is not None:
            parts["weekday"] = self.weekday
        return urlencode(parts | more)

    def about(self, of: str, number: int | None) -> Selection:
        """Return the same days of somebody else."""
        return replace(self, of=of, number=number)

    def during(self, span: Span) -> Selection:
        """Return other days of the same people."""
        return replace(self, span=span)


def selection_of(
    asked: Mapping[str, str], calendar: SchoolCalendar, today: date
) -> Selection:
    """Read a selection from an address, or raise `NotAsked`."""
    of = asked.get("of", "school")
    if of not in KINDS:
        raise NotAsked(of)
    number = _number(asked.get("id")) if of != "school" else None
    weekday = _number(asked["weekday"]) if asked.get("weekday") else None
    if weekday is not None and weekday >= _DAYS_OF_WEEK:
        raise NotAsked(str(weekday))
    return Selection(
        span=_span(asked, calendar, today),
        of=of,
        number=number,
        flag=asked.get("flag", ""),
        weekday=weekday,
    )


def _span(asked: Mapping[str, str], calendar: SchoolCalendar, today: date) -> Span:
    first, last = _day(asked.get("from")), _day(asked.get("to"))
    key = asked.get("period", "custom" if first or last else DEFAULT)
    if key == "custom" and (first or last):
        end = min(last or today, today)
        return custom(min(first or end, end), end)
    if key == "custom" or key not in NAMES:
        key = DEFAULT
    try:
        return span_of(key, calendar, today)
    except LookupError:
        return custom(today, today)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _number(text: str | None) -> int:
    if not text or not text.isdigit():
        msg = "The address names nobody."
        raise NotAsked(msg)
    return int(text)

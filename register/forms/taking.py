"""Reads what a register's script sends: marks, and the handing in."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from register.rules.entries import Entry

MOST_ITEMS = 500
LONGEST = 200
MOST_MINUTES = 600


class NotUnderstood(ValueError):
    """What was sent is not what a page sends; nothing of it was used."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a script sent: entries by the id that it gave them, and its own moment."""

    person: int | None
    sent_at: dt.datetime | None
    entries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class SentTake:
    """A register handed in by a script, and when its key was pressed and sent."""

    person: int | None
    sent_at: dt.datetime | None
    pressed_at: dt.datetime | None


def read_marks(body: bytes) -> Sent:
    """Read the marks that a script sent; of two for one pupil only the first."""
    facts = _facts(body)
    items = facts.get("items")
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        raise NotUnderstood("items: a list of marks")
    entries: dict[str, Entry] = {}
    pupils: set[int] = set()
    for item in items:
        entry = _entry(item)
        if entry.enrolment_id not in pupils:
            pupils.add(entry.enrolment_id)
            entries[str(item.get("id", ""))] = entry
    return Sent(_person(facts), _moment(facts, "sent_at"), entries)


def read_take(body: bytes) -> SentTake:
    """Read the handing in of a register."""
    facts = _facts(body)
    return SentTake(
        _person(facts), _moment(facts, "sent_at"), _moment(facts, "pressed_at")
    )


def _facts(body: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(body or b"{}")
    except ValueError:
        raise NotUnderstood("JSON") from None
    if not isinstance(facts, dict):
        raise NotUnderstood("an object")
    return facts


def _entry(item: Any) -> Entry:
    if not isinstance(item, dict):
        raise NotUnderstood("items: objects")
    code = item.get("code")
    if code is not None and not isinstance(code, str):
        raise NotUnderstood("code: words")
    return Entry(
        enrolment_id=_number(item, "enrolment"),
        code=code[:2] if code else None,
        version=_number(item, "version"),
        minutes_late=_minutes(item.get("minutes_late")),
        nature=_words(item, "nature"),
        note=_words(item, "note"),
        reason=_words(item, "reason"),
        pressed_at=_moment(item, "pressed_at"),
    )


def _number(item: Mapping[str, Any], key: str) -> int:
    number = item.get(key)
    if (
        isinstance(number, bool)
        or not isinstance(number, int)
        or not 0 <= number < 2**31
    ):
        raise NotUnderstood(f"{key}: a number")
    return number


def _person(facts: Mapping[str, Any]) -> int | None:
    return _number(facts, "person") if facts.get("person") is not None else None


def _minutes(value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        minutes = int(value)
    except (TypeError, ValueError):
        raise NotUnderstood("minutes_late: a number") from None
    return min(max(minutes, 0), MOST_MINUTES) or None


def _words(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key) or ""
    if not isinstance(value, str):
        raise NotUnderstood(f"{key}: words")
    return value.strip()[:LONGEST]


def _moment(item: Mapping[str, Any], key: str) -> dt.datetime | None:
    value = item.get(key)
    if value is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotUnderstood(f"{key}: a moment") from None
    if moment.tzinfo is None:
        raise NotUnderstood(f"{key}: a moment with its offset")
    return moment

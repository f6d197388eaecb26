"""What is asked to begin a roll call, and what marshals' devices send."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms

from core.forms import Form
from register.rules.ticks import Tick

MOST = 2000
DRILL, REAL = "drill", "real"


class StartForm(Form):
    """A drill, or not a drill."""

    kind = forms.ChoiceField(
        label="What is it",
        choices=[(REAL, "Real: everybody out"), (DRILL, "Drill")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Note",
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class NotUnderstood(ValueError):
    """What was sent is not what a marshal's page sends."""


@dataclass(frozen=True, slots=True)
class SentTicks:
    """What a device sent: whose it is, its own moment, and the ticks."""

    person: int | None
    sent_at: dt.datetime | None
    ticks: list[Tick]


def read_ticks(body: bytes) -> SentTicks:
    """Read the ticks of a device's queue."""
    try:
        facts = json.loads(body)
    except ValueError:
        raise NotUnderstood("A list of ticks as JSON.") from None
    items = facts.get("items") if isinstance(facts, dict) else None
    if not isinstance(items, list) or len(items) > MOST:
        raise NotUnderstood("items: a list of ticks")
    person = facts.get("person")
    return SentTicks(
        person if isinstance(person, int) else None,
        _moment(facts.get("sent_at")),
        [_tick(item) for item in items],
    )


def pressed_tick(text: str) -> Tick | None:
    """Read the button of a page without scripts: safe pupil:12, or back pupil:12."""
    word, _, who = text.partition(" ")
    if word not in {"safe", "back"} or not who:
        return None
    return Tick(key=uuid4(), who=who, is_safe=word == "safe")


def _tick(item: Any) -> Tick:
    try:
        return Tick(
            key=UUID(item["id"]),
            who=str(item["who"])[:24],
            is_safe=item["is_safe"] is True,
            pressed_at=_moment(item.get("pressed_at")),
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        raise NotUnderstood("items: id, who, is_safe") from None


def _moment(text: object) -> dt.datetime | None:
    if not isinstance(text, str):
        return None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None

"""What happened to a letter, as whoever did it says."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from letters.states import EVENT_WORDS, Event

BY_PEOPLE = (
    Event.POSTED,
    Event.HANDED,
    Event.LEFT,
    Event.RETURNED,
    Event.WITHDRAWN,
)


class EventForm(Form):
    """One thing that happened to one letter."""

    kind = forms.ChoiceField(
        label="What happened",
        choices=[(event.value, EVENT_WORDS[event]) for event in BY_PEOPLE],
        widget=forms.RadioSelect,
    )
    happened_on = NativeDayField(label="On")
    words = forms.CharField(
        label="To whom, by whom, or how",
        max_length=300,
        required=False,
        help_text="What a court would ask: first class; handed to the mother at the gate.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words where a letter went by hand."""
        typed = self.cleaned_data
        if typed.get("kind") in {Event.HANDED, Event.LEFT} and not typed.get("words"):
            self.add_error("words", "Enter who gave it to whom, or where it was left.")
        return typed


class PostedForm(Form):
    """Letters that were posted together."""

    posted_on = NativeDayField(label="Posted on")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("posted_on", today)


class TickedForm(Form):
    """Lines of a list that were ticked; the boxes stand in the rows of its table."""

    def none_ticked(self, sentence: str) -> "TickedForm":
        """Say that nothing was ticked."""
        self.is_valid()
        self.add_error(None, sentence)
        return self

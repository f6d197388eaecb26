"""What is asked about runs of transport."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.clock import at_local
from core.forms import Form, TimeField

_PLAIN = {"autocomplete": "off"}


class RunForm(Form):
    """A run, who drives it, and where they are reached."""

    name = forms.CharField(
        label="Name",
        max_length=80,
        help_text="As staff say it: Taxi 4, Minibus North.",
        widget=forms.TextInput(_PLAIN),
    )
    operator = forms.CharField(
        label="Operator",
        max_length=120,
        required=False,
        widget=forms.TextInput(_PLAIN),
    )
    telephone = forms.CharField(
        label="Telephone",
        max_length=20,
        required=False,
        widget=forms.TextInput(_PLAIN | {"type": "tel"}),
    )


class LateRunForm(Form):
    """When a run came and why it was late; then which of its pupils were on it."""

    arrived = TimeField(label="Arrived at")
    reason = forms.CharField(
        label="Because",
        max_length=120,
        widget=forms.TextInput(_PLAIN | {"autofocus": True}),
    )

    def arrived_at(self, today: dt.date) -> dt.datetime:
        """Return the moment that was typed, of today."""
        return at_local(today, self.cleaned_data["arrived"])


def chosen(values: Iterable[str]) -> list[int]:
    """Return the pupils whom a list of boxes names, leaving out what is no number."""
    return [int(value) for value in values if value.isdigit()]


class VisitorForm(Form):
    """Who comes, from where, and to see whom."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        widget=forms.TextInput(_PLAIN | {"autofocus": True, "list": "staff"}),
    )
    organisation = forms.CharField(
        label="From", max_length=120, required=False, widget=forms.TextInput(_PLAIN)
    )
    host = forms.CharField(
        label="To see",
        max_length=120,
        required=False,
        widget=forms.TextInput(_PLAIN | {"list": "staff"}),
    )

    def clean(self) -> dict[str, Any]:
        """Take the spaces at both ends away."""
        answers = super().clean() or {}
        return {
            name: value.strip() if isinstance(value, str) else value
            for name, value in answers.items()
        }

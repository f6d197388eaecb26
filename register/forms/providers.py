"""Providers, and their word on who was there."""

from collections.abc import Mapping
from typing import Any

from django import forms

from core.forms import Form

_PLAIN = {"autocomplete": "off"}
THERE, NOT_THERE = "there", "not"


class ProviderForm(Form):
    """A place where pupils are taught other than the school."""

    name = forms.CharField(label="Name", max_length=120)
    contact_name = forms.CharField(
        label="Who is asked each day", required=False, max_length=120
    )
    telephone = forms.CharField(label="Telephone", required=False, max_length=20)
    email = forms.EmailField(label="E-mail address", required=False)
    address = forms.CharField(
        label="Address", required=False, widget=forms.Textarea({"rows": 3})
    )
    is_school = forms.BooleanField(
        label="It is a school with a register of its own",
        required=False,
        help_text="Then a pupil who is registered there too is D here.",
    )


class ConfirmForm(Form):
    """A provider's word: who said it; the list itself is parsed plainly."""

    said_by = forms.CharField(
        label="Who told us", max_length=120, widget=forms.TextInput(_PLAIN)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticks: Mapping[str, str] = self.data if self.is_bound else {}

    def said_of(self, arrangement: int, slot: int) -> tuple[bool, str] | None:
        """Return what was said of a pupil's session, None where nothing was."""
        key = f"{arrangement}-{slot}"
        tick = self.ticks.get(f"there-{key}", "")
        if tick not in {THERE, NOT_THERE}:
            return None
        return tick == THERE, self.ticks.get(f"words-{key}", "")[:200]

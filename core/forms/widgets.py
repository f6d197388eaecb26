"""Widgets that Django does not have."""

import datetime as dt
from typing import Any

from django import forms


class ThreePartDay(forms.MultiWidget):
    """A day typed as three numbers, for days that people know by heart."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric"}
        super().__init__([forms.TextInput(number) for _ in range(3)], attrs)

    def decompress(self, value: dt.date | None) -> list[Any]:
        """Give day, month and year."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class NativeDay(forms.DateInput):
    """A day picked from the browser's calendar, for days near this one."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class NativeTime(forms.TimeInput):
    """A time of day in 24 hours."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")

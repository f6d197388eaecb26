"""Fields for days, times and searches, as staff write them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.widgets import NativeDay, NativeTime, ThreePartDay

_PARTS = ("day", "month", "year")


class DayField(forms.MultiValueField):
    """A day as day, month and year: for a date of birth or a court order."""

    widget = ThreePartDay

    def __init__(self, **kwargs: Any) -> None:
        numbers = [forms.CharField(required=False) for _ in _PARTS]
        super().__init__(fields=numbers, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        """Return the day, or say which part of it is missing or not real."""
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [name for name, part in zip(_PARTS, parts, strict=True) if not part]
        if missing:
            raise ValidationError(
                f"{self.label} must include a {' and a '.join(missing)}."
            )
        return self._day(parts)

    def _day(self, parts: list[str]) -> dt.date:
        try:
            day, month, year = (int(part) for part in parts)
            return dt.date(year, month, day)
        except ValueError:
            raise ValidationError(f"{self.label} must be a real date.") from None


class NativeDayField(forms.DateField):
    """A day from the browser's calendar."""

    widget = NativeDay


class TimeField(forms.TimeField):
    """A time of day, 08:53."""

    widget = NativeTime


class SearchField(forms.CharField):
    """A few letters to look for; blank means everything."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

"""Bands of attendance as lines of text, one band a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_PARTS = ("name", "at_least", "shape", "colour", "words")
HINT = (
    "One band a line, best first: name | at least (%) | shape | colour | words. Shapes:"
    " circle, diamond, triangle, square. The last begins at 0."
)


class BandsField(forms.CharField):
    """Bands, typed as lines; a line that is not one is named by its number."""

    widget = forms.Textarea(attrs={"rows": 7})

    def prepare_value(self, value: Any) -> Any:
        """Print bands as the lines that make them."""
        if isinstance(value, list):
            return "\n".join(
                " | ".join(str(band[part]) for part in _PARTS) for band in value
            )
        return value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return the bands, or say which line is not one."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        return [_band(number, line) for number, line in enumerate(lines, 1)]


def _band(number: int, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(_PARTS) or not all(parts):
        raise ValidationError(
            f"Line {number} needs five parts with | between them: {line}"
        )
    band: dict[str, Any] = dict(zip(_PARTS, parts, strict=True))
    try:
        float(band["at_least"])
    except ValueError:
        raise ValidationError(
            f"Line {number}: “{band['at_least']}” is not a number of percent."
        ) from None
    return band

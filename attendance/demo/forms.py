"""The form that sets the demonstration's clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.clock import LONDON
from core.forms import Form
from core.forms.fields import NativeDayField, TimeField


class ClockForm(Form):
    """A day and a time of day, as a clock on a wall in England shows them."""

    day = NativeDayField(label="Day")
    time = TimeField(label="Time")

    @property
    def moment(self) -> dt.datetime:
        """Return the moment that was asked for."""
        asked: dict[str, Any] = self.cleaned_data
        return dt.datetime.combine(asked["day"], asked["time"], LONDON)

"""The form of a register's times."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField, TimeField
from schools.rules.sessions import Session
from schools.rules.times import Times


class TimesForm(Form):
    """When a register opens and closes, for a group or for every group."""

    session = forms.TypedChoiceField(
        label="Session",
        choices=[(0, "Morning"), (1, "Afternoon")],
        coerce=lambda value: Session(int(value)),
        widget=forms.RadioSelect,
    )
    opens = TimeField(label="Opens", help_text="When the session begins.")
    closes = TimeField(label="Closes", help_text="L before, U from then on.")
    ends = TimeField(label="Session ends")
    gates_open = TimeField(
        label="Gates open", required=False, help_text="For families; no register asks."
    )
    lessons_begin = TimeField(label="Lessons begin", required=False)
    starts_on = NativeDayField(label="From")
    last_on = NativeDayField(
        label="Last day",
        required=False,
        help_text="Only for an exception of a day or a few.",
    )

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = self.cleaned_data
        last_on: dt.date | None = typed["last_on"]
        return {
            "session": typed["session"],
            "times": Times(
                typed["opens"],
                typed["closes"],
                typed["ends"],
                typed["gates_open"],
                typed["lessons_begin"],
            ),
            "starts_on": typed["starts_on"],
            "ends_on": last_on + dt.timedelta(1) if last_on else None,
        }

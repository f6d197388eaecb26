"""What is asked before a child's death is recorded, or taken back."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DayField, Form
from schools.models import Pupil


class DeathForm(Form):
    """The day, and the child's name in writing."""

    died_on = DayField(label="Day of death")
    written = forms.CharField(
        label="The child's name",
        max_length=170,
        help_text="Write first and last name. It makes sure that this is the child.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, pupil: Pupil, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pupil, self.today = pupil, today

    def clean_died_on(self) -> dt.date:
        """Refuse a day to come."""
        died_on: dt.date = self.cleaned_data["died_on"]
        if died_on > self.today:
            raise ValidationError("The day lies in the future.")
        return died_on

    def clean_written(self) -> str:
        """Refuse another name than the child's."""
        written = " ".join(self.cleaned_data["written"].split())
        pupil = self.pupil
        names = {pupil.name, f"{pupil.first_name} {pupil.last_name}"}
        if written.casefold() not in {name.casefold() for name in names}:
            raise ValidationError("This is not the name of the child on this page.")
        return written


class TakeBackForm(Form):
    """Why what was recorded is wrong."""

    reason = forms.CharField(label="What happened", max_length=200)

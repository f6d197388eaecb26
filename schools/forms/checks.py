"""What is written down when a family's details were gone through."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import FilterForm, Form, NativeDayField
from schools.models import Body, RegistrationGroup


class CheckForm(Form):
    """With whom, when, and what changed."""

    checked_on = NativeDayField(label="Asked on")
    checked_with = forms.CharField(
        label="With whom",
        max_length=120,
        help_text="Who reported the change, or was asked: Mother, by telephone.",
    )
    words = forms.CharField(
        label="What changed",
        max_length=200,
        required=False,
        help_text="Empty where everything still holds. No number or address here:"
        " change those in the contact itself.",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_checked_on(self) -> dt.date:
        """Refuse a day to come."""
        checked_on: dt.date = self.cleaned_data["checked_on"]
        if checked_on > self.today:
            raise ValidationError("The day lies in the future.")
        return checked_on


class ChecksFilter(FilterForm):
    """Which pupils of the list."""

    group = forms.ModelChoiceField(
        RegistrationGroup.objects.none(),
        label="Class",
        required=False,
        empty_label="All",
    )
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Stale or too few"), ("all", "Every pupil")],
    )

    def __init__(self, *args: Any, school: Body, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        if isinstance(group, forms.ModelChoiceField):
            group.queryset = RegistrationGroup.objects.on(today).filter(school=school)

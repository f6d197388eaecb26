"""What is asked about a child of the vulnerable list."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import Form, NativeDayField
from schools.models import Membership


def offer(field: forms.Field, people: dict[str, Membership]) -> None:
    """Let a field choose from members of staff."""
    if isinstance(field, forms.ChoiceField):
        field.choices = [
            ("", "Choose"),
            *((pk, f"{row.name}, {row.position}") for pk, row in people.items()),
        ]


class ListingForm(Form):
    """Why a child is on the list, who answers for it, and until when it stands."""

    reason = forms.CharField(label="Why", widget=forms.Textarea({"rows": 3}))
    owner = forms.ChoiceField(label="Who answers for it")
    review_on = NativeDayField(label="Looked at again on")

    def __init__(
        self, *args: Any, staff: Iterable[Membership], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(row.pk): row for row in staff}
        self._today = today
        offer(self.fields["owner"], self._staff)

    def clean_owner(self) -> Membership:
        """Return the member of staff."""
        return self._staff[self.cleaned_data["owner"]]

    def clean_review_on(self) -> dt.date:
        """Refuse a review that has passed."""
        day: dt.date = self.cleaned_data["review_on"]
        if day <= self._today:
            raise ValidationError("A review is still to come: choose a later day.")
        return day


class RemovalForm(Form):
    """Why a child is on the list no longer."""

    why = forms.CharField(label="Why", widget=forms.Textarea({"rows": 3}))

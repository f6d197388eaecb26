"""Forms that add, review and end a flag."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DayField, Form, NativeDayField
from core.forms.base import say_plainly
from schools.codes.flags import FlagGroup, FlagKind
from schools.models import Membership

DETAILS = ("note", "worker_name", "worker_contact", "owner", "review_on")


class ReviewForm(Form):
    """What is known about a flag, and when it is looked at again."""

    note = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)
    worker_name = forms.CharField(
        max_length=120,
        required=False,
        label="Worker outside the school",
        help_text="A social worker, a youth justice worker, a nurse.",
    )
    worker_contact = forms.CharField(
        max_length=120, required=False, label="How to reach the worker"
    )
    owner = forms.ModelChoiceField(
        Membership.objects.none(),
        required=False,
        label="Who answers for it here",
        empty_label="Nobody yet",
    )
    review_on = DayField(required=False, label="Review on")

    def __init__(self, *args: Any, staff: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["owner"].queryset = staff  # type: ignore[attr-defined]

    def clean_review_on(self) -> dt.date | None:
        """Ask for a day to come."""
        day: dt.date | None = self.cleaned_data["review_on"]
        if day and "review_on" in self.changed_data and day <= self.today:
            raise ValidationError("Review on must be a day to come.")
        return day

    @property
    def details(self) -> dict[str, Any]:
        """Return the answers as columns."""
        return {name: self.cleaned_data[name] for name in DETAILS}


class FlagForm(ReviewForm):
    """A new flag, of a kind that the person may see."""

    field_order = ("kind", "starts_on")

    def __init__(self, *args: Any, kinds: dict[str, FlagKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="Flag",
            choices=[("", "Choose"), *_grouped(kinds)],
            error_messages={"required": "Choose a flag."},
        )
        self.fields["starts_on"] = NativeDayField(label="From", initial=self.today)
        self.order_fields(self.field_order)
        say_plainly(self.fields, {name: name for name in self.fields})


class EndForm(Form):
    """The last day on which something holds."""

    last_day = NativeDayField(label="Last day")


def _grouped(kinds: dict[str, FlagKind]) -> list[tuple[str, str]]:
    """List the kinds under their headings; each names its heading, as selects are flat."""
    order = list(FlagGroup)
    rows = sorted(kinds.values(), key=lambda kind: order.index(kind.group))
    return [(kind.key, f"{kind.group.value}: {kind.label}") for kind in rows]

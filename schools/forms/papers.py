"""Forms of what a body has agreed: policies, duties, whom to ask, training."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from core.forms import Form, NativeDayField
from core.periods import add_years
from schools.models import Membership

_YEARS = [("1", "one year"), ("2", "two years"), ("3", "three years")]


class PolicyForm(Form):
    """A version of a policy, as it was approved."""

    title = forms.CharField(label="Title", max_length=120)
    version = forms.CharField(
        label="Version", max_length=20, help_text="As it stands on its cover: 2026.1"
    )
    approved_by = forms.CharField(
        label="Approved by",
        max_length=200,
        help_text="The meeting and its minute: Governing body, 12 November, minute 14.",
    )
    approved_on = NativeDayField(label="Approved on")
    starts_on = NativeDayField(label="Holds from")
    review_after = forms.ChoiceField(
        label="Looked at again after", choices=_YEARS, widget=forms.RadioSelect
    )
    changes = forms.CharField(
        label="What is new in it", required=False, widget=forms.Textarea({"rows": 3})
    )
    text = forms.CharField(
        label="Text", required=False, widget=forms.Textarea({"rows": 16})
    )

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = dict(self.cleaned_data)
        years = int(typed.pop("review_after"))
        return typed | {"review_on": add_years(typed["starts_on"], years)}


class DutyForm(Form):
    """One thing that somebody has to do."""

    who = forms.CharField(
        label="Who", max_length=60, help_text="A role: class teachers, parents."
    )
    words = forms.CharField(
        label="Does what", max_length=300, widget=forms.Textarea({"rows": 3})
    )


class ContactPointForm(Form):
    """A team or person outside the school."""

    name = forms.CharField(label="Team, or person and team", max_length=120)
    organisation = forms.CharField(label="Of", max_length=120, required=False)
    purpose = forms.CharField(
        label="Asked for what",
        max_length=200,
        required=False,
        help_text="Children missing education; advice on notices; a court date.",
    )
    telephone = forms.CharField(label="Telephone", max_length=20, required=False)
    email = forms.EmailField(label="E-mail address", required=False)
    hours = forms.CharField(label="Open", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for some way of reaching them."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("telephone") and not typed.get("email"):
            raise ValidationError("Enter a telephone number or an e-mail address.")
        return typed


class TrainingForm(Form):
    """Who was trained in what."""

    member = forms.ModelChoiceField(Membership.objects.none(), label="Who")
    course = forms.CharField(label="Course", max_length=120)
    provider = forms.CharField(label="Given by", max_length=120, required=False)
    done_on = NativeDayField(label="Done on")
    due_again_on = NativeDayField(
        label="Due again on", required=False, help_text="Empty where it is done once."
    )

    def __init__(
        self,
        *args: Any,
        staff: QuerySet[Membership],
        courses: list[str],
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        who = self.fields["member"]
        assert isinstance(who, forms.ModelChoiceField)  # noqa: S101 - made above
        who.queryset, who.empty_label = staff, "Choose"
        self.fields["course"].help_text = (
            f"So far: {'; '.join(courses)}." if courses else "As your records name it."
        )

    def clean_done_on(self) -> dt.date:
        """Refuse a day to come."""
        done_on: dt.date = self.cleaned_data["done_on"]
        if done_on > self.today:
            raise ValidationError("Training is logged once it is done.")
        return done_on

    def clean(self) -> dict[str, Any]:
        """Refuse a refresher before the training itself."""
        typed = super().clean() or self.cleaned_data
        done_on, due = typed.get("done_on"), typed.get("due_again_on")
        if done_on and due and due <= done_on:
            self.add_error("due_again_on", "It is due again after it was done.")
        return typed


class TrainingDueForm(Form):
    """When a refresher is due."""

    due_again_on = NativeDayField(
        label="Due again on", required=False, help_text="Empty where it is done once."
    )

    def __init__(self, *args: Any, done_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.done_on = done_on

    def clean_due_again_on(self) -> dt.date | None:
        """Refuse a refresher before the training itself."""
        due: dt.date | None = self.cleaned_data["due_again_on"]
        if due and due <= self.done_on:
            raise ValidationError("It is due again after it was done.")
        return due

"""What is asked about a concern for a child's safety."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.clock import at_local
from core.forms import Form, NativeDayField, TimeField
from followup.forms.safe_and_well import KeyedForm
from followup.forms.vulnerable import offer
from followup.models import SafeguardingEntry
from schools.models import Membership, Pupil


class ConcernForm(KeyedForm):
    """What was seen, heard or done."""

    categories = forms.MultipleChoiceField(
        label="What it is about",
        choices=SafeguardingEntry.Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    day = NativeDayField(label="Day")
    at = TimeField(label="Time")
    words = forms.CharField(
        label="What happened, in plain facts",
        widget=forms.Textarea({"rows": 6}),
        help_text="Who said or saw what; their own words in quotation marks. An entry"
        " stays as it is; a later one puts it right.",
    )
    linked = forms.MultipleChoiceField(
        label="Other children whom it concerns",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Brothers and sisters at this school.",
    )

    def __init__(
        self, *args: Any, family: Sequence[Pupil], now: dt.datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._family = {str(row.pk): row for row in family}
        self._now = now
        field = self.fields["linked"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(pk, row.name) for pk, row in self._family.items()]
        if not family:
            del self.fields["linked"]

    @property
    def linked_pupils(self) -> list[Pupil]:
        """Return the other children."""
        return [self._family[pk] for pk in self.cleaned_data.get("linked", [])]

    @property
    def happened_at(self) -> dt.datetime:
        """Return when it happened."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["at"])

    def clean(self) -> dict[str, Any]:
        """Refuse what is still to come."""
        said = super().clean() or {}
        if said.get("day") and said.get("at") and self.happened_at > self._now:
            self.add_error("at", "This is still to come.")
        return said


class ActionForm(KeyedForm):
    """What somebody is to do, and by when."""

    words = forms.CharField(label="What is to be done", max_length=400)
    to = forms.ChoiceField(label="By whom")
    due_on = NativeDayField(label="By when")

    def __init__(self, *args: Any, staff: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(row.pk): row for row in staff}
        offer(self.fields["to"], self._staff)

    def clean_to(self) -> Membership:
        """Return the member of staff."""
        return self._staff[self.cleaned_data["to"]]


class DoneForm(Form):
    """What came of an action."""

    outcome = forms.CharField(
        label="What came of it", widget=forms.Textarea({"rows": 3})
    )


class DutyForm(Form):
    """Who is told beside the lead, and who stands in for them."""

    member = forms.ChoiceField(label="Who is told")
    deputy = forms.ChoiceField(label="Their deputy", required=False)

    def __init__(self, *args: Any, staff: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(row.pk): row for row in staff}
        for name in ("member", "deputy"):
            offer(self.fields[name], self._staff)

    def clean_member(self) -> Membership:
        """Return the member of staff."""
        return self._staff[self.cleaned_data["member"]]

    def clean_deputy(self) -> Membership | None:
        """Return the deputy, who is somebody else."""
        deputy = self._staff.get(self.cleaned_data["deputy"])
        if deputy is not None and deputy == self.cleaned_data.get("member"):
            raise ValidationError("A deputy is somebody else.")
        return deputy

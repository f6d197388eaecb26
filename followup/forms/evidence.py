"""What is asked about medical evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile

from core.forms import Form, NativeDayField
from core.forms.documents import kept_document
from followup.forms.safe_and_well import KeyedForm
from followup.models import EvidenceItem, EvidenceRequest, UnauthorisedNotice


class AskForm(KeyedForm):
    """Which rule asks, about which days, and until when."""

    rule = forms.ChoiceField(
        label="Which rule asks",
        choices=EvidenceRequest.Rule.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 2}),
        help_text="Never as routine: what makes the doubt genuine and reasonable.",
    )
    first_day = NativeDayField(label="First day of the illness")
    last_day = NativeDayField(label="Last day, if it is over", required=False)
    due_on = NativeDayField(label="Evidence by")

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        said = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day comes after the first.")
        return said


class SeenForm(KeyedForm):
    """What was shown or sent."""

    form = forms.ChoiceField(
        label="What was seen",
        choices=EvidenceItem.Form.choices,
        widget=forms.RadioSelect,
        help_text="A doctor's sick note is never asked for.",
    )
    dated_on = NativeDayField(label="Its date", required=False)
    words = forms.CharField(label="What it says", required=False, max_length=400)
    file = forms.FileField(
        label="Copy", required=False, help_text="PDF, JPEG or PNG, up to 15 MB."
    )

    def clean_file(self) -> ContentFile[bytes] | str:
        """Open the copy to see what it is."""
        upload = self.cleaned_data.get("file")
        return kept_document(upload) if upload else ""


class EvidenceDecisionForm(KeyedForm):
    """Whether it is enough."""

    decision = forms.ChoiceField(
        label="The absence is",
        choices=[
            ("yes", "authorised as illness"),
            ("no", "not authorised: parents are told before it is recorded"),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label="Reasons", widget=forms.Textarea({"rows": 3}))


class NoticeForm(Form):
    """Which parent was told, and how."""

    contact = forms.ChoiceField(label="Who was told")
    how = forms.ChoiceField(
        label="How", choices=UnauthorisedNotice.How.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label="What was said", required=False, max_length=400)

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose"), *parents]

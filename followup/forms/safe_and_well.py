"""What is asked while a child is looked for: decision, risks, visit, enquiry, outcome."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.clock import at_local
from core.forms import Form, NativeDayField, TimeField
from core.forms.documents import kept_document
from followup.models import AbsenceSpell, Enquiry, Visit, VisitDecision
from schools.models import Membership

_ROWS = {"rows": 3}
_PLAIN = {"autocomplete": "off"}


class KeyedForm(Form):
    """A form that a double click sends once: its key was made with the page."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"key": uuid.uuid4(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)


class VisitDecisionForm(KeyedForm):
    """Whether the home is visited today, and why."""

    decision = forms.ChoiceField(
        label="Today",
        choices=VisitDecision.Decision.choices,
        widget=forms.RadioSelect,
    )
    rationale = forms.CharField(
        label="Why",
        widget=forms.Textarea(_ROWS),
        help_text="What is known, what is not, and what was weighed. It stays as it is.",
    )


class StaffForm(KeyedForm):
    """A form that names two members of staff."""

    first_staff = forms.ChoiceField(label="Who goes")
    second_staff = forms.ChoiceField(label="Who goes with them")

    def __init__(self, *args: Any, staff: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(row.pk): row for row in staff}
        offered = [
            (pk, f"{row.name}, {row.position}") for pk, row in self._staff.items()
        ]
        for name in ("first_staff", "second_staff"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "Choose"), *offered]

    def clean_first_staff(self) -> Membership:
        """Return the member of staff."""
        return self._staff[self.cleaned_data["first_staff"]]

    def clean_second_staff(self) -> Membership:
        """Return the member of staff, who is somebody else."""
        second = self._staff[self.cleaned_data["second_staff"]]
        if second == self.cleaned_data.get("first_staff"):
            raise ValidationError("Two members of staff go, never one alone.")
        return second


class AssessmentForm(StaffForm):
    """What was thought of before anybody goes."""

    day = NativeDayField(label="Day of the visit")
    goes_at = TimeField(label="They go at")
    back_at = TimeField(
        label="Back by", help_text="Then the school asks where they are."
    )
    hazards = forms.CharField(
        label="What might happen",
        widget=forms.Textarea(_ROWS),
        help_text="Who lives there, dogs, the place, earlier visits, the hour.",
    )
    measures = forms.CharField(
        label="What is done about it", widget=forms.Textarea(_ROWS)
    )
    may_go = forms.ChoiceField(
        label="May they go?",
        choices=[("yes", "Yes"), ("no", "No: ask the police to check instead")],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a return before the visit."""
        said = super().clean() or {}
        going, back = said.get("goes_at"), said.get("back_at")
        if going and back and back <= going:
            self.add_error("back_at", "They are back after they went.")
        return said

    @property
    def answers(self) -> dict[str, Any]:
        """Return what the row keeps."""
        said = self.cleaned_data
        return {
            "key": said["key"],
            "planned_for": at_local(said["day"], said["goes_at"]),
            "back_by": at_local(said["day"], said["back_at"]),
            "first_staff": said["first_staff"],
            "second_staff": said["second_staff"],
            "hazards": said["hazards"],
            "measures": said["measures"],
            "may_go": said["may_go"] == "yes",
        }


class VisitForm(StaffForm):
    """What was found at the door."""

    day = NativeDayField(label="Day of the visit")
    at = TimeField(label="At the door at")
    found = forms.ChoiceField(
        label="What came of it", choices=Visit.Found.choices, widget=forms.RadioSelect
    )
    spoke_to = forms.CharField(
        label="Spoke to",
        required=False,
        max_length=120,
        widget=forms.TextInput(_PLAIN),
    )
    words = forms.CharField(
        label="What was seen and said", widget=forms.Textarea(_ROWS)
    )
    is_letter_left = forms.BooleanField(label="A letter was left", required=False)
    letter = forms.FileField(
        label="Copy of the letter",
        required=False,
        help_text="PDF, JPEG or PNG, up to 15 MB; a photograph of it will do.",
    )

    @property
    def visited_at(self) -> dt.datetime:
        """Return when they stood at the door."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["at"])

    def clean_letter(self) -> ContentFile[bytes] | None:
        """Open the copy to see what it is."""
        upload = self.cleaned_data.get("letter")
        return kept_document(upload) if upload else None


class EnquiryForm(KeyedForm):
    """Who was asked or told, how, and what they answered."""

    whom = forms.ChoiceField(
        label="Who was asked or told", choices=Enquiry.Whom.choices
    )
    who = forms.CharField(
        label="Name", required=False, max_length=120, widget=forms.TextInput(_PLAIN)
    )
    how = forms.CharField(
        label="How",
        max_length=120,
        help_text="Number, address, or at the door.",
        widget=forms.TextInput(_PLAIN),
    )
    reference = forms.CharField(
        label="Reference",
        required=False,
        max_length=60,
        help_text="The police's log number, the authority's case number.",
        widget=forms.TextInput(_PLAIN),
    )
    said = forms.CharField(
        label="What was asked or told", widget=forms.Textarea({"rows": 2})
    )
    answer = forms.CharField(
        label="What they answered", required=False, widget=forms.Textarea({"rows": 2})
    )


class AnswerForm(Form):
    """What somebody answered later."""

    answer = forms.CharField(label="What they answered", widget=forms.Textarea(_ROWS))


class OutcomeForm(Form):
    """What the absence was, in the end."""

    conclusion = forms.ChoiceField(
        label="Outcome",
        choices=AbsenceSpell.Conclusion.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What is known now, and from whom", widget=forms.Textarea(_ROWS)
    )

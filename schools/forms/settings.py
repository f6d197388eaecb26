"""The form that answers one question; its field is made for the kind of the question."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField, TimeField
from schools.codes.questions import Kind, Question, Value
from schools.forms.bands import HINT as BANDS_HINT
from schools.forms.bands import BandsField
from schools.states import Role


class CodesField(forms.CharField):
    """Codes with spaces between them."""

    def prepare_value(self, value: Any) -> Any:
        """Print codes as they are typed."""
        return " ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the codes, each once, in the order typed."""
        return list(dict.fromkeys(super().clean(value).upper().split()))


class SettingForm(Form):
    """An answer, from when it holds, and who decided it."""

    starts_on = NativeDayField(label="From", help_text="Today or later.")
    chosen_by = forms.CharField(
        label="Decided by",
        max_length=200,
        help_text="The person or meeting, as minutes would name it.",
    )
    source = forms.CharField(
        label="Where it is written", max_length=200, required=False
    )
    field_order = ("value", "starts_on", "chosen_by", "source")

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["value"] = _field(question)
        self.order_fields(self.field_order)

    def clean_value(self) -> Value:
        """Return the answer as it is stored."""
        value = self.cleaned_data["value"]
        if isinstance(value, dt.time):
            return f"{value:%H:%M}"
        if self.question.kind is Kind.YES_NO:
            return value == "yes"
        return value


def _field(question: Question) -> forms.Field:
    label = question.label
    match question.kind:
        case Kind.INTEGER:
            return forms.IntegerField(
                label=f"{label} ({question.unit})" if question.unit else label
            )
        case Kind.TIME:
            return TimeField(label=label)
        case Kind.YES_NO:
            return forms.ChoiceField(
                label=label,
                choices=[("yes", "Yes"), ("no", "No")],
                widget=forms.RadioSelect,
            )
        case Kind.CHOICE:
            return forms.ChoiceField(
                label=label,
                choices=list(question.choices.items()),
                widget=forms.RadioSelect,
            )
        case Kind.ROLES:
            return forms.MultipleChoiceField(
                label=label,
                choices=[(role.value, role.label) for role in Role],
                widget=forms.CheckboxSelectMultiple,
            )
        case Kind.CODES:
            return CodesField(label=label, help_text="Codes with spaces between them.")
        case Kind.BANDS:
            return BandsField(label=label, help_text=BANDS_HINT)

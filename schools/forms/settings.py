"""The form that answers one question; its field is made for the kind of the question."""

import datetime as dt
from collections.abc import Callable
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
    if question.unit:
        label = f"{label} ({question.unit})"
    return _FIELDS[question.kind](label, question)


def _chosen(label: str, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


_FIELDS: dict[Kind, Callable[[str, Question], forms.Field]] = {
    Kind.INTEGER: lambda label, _: forms.IntegerField(label=label),
    Kind.TIME: lambda label, _: TimeField(label=label),
    Kind.YES_NO: lambda label, _: _chosen(label, [("yes", "Yes"), ("no", "No")]),
    Kind.CHOICE: lambda label, question: _chosen(label, [*question.choices.items()]),
    Kind.ROLES: lambda label, _: forms.MultipleChoiceField(
        label=label,
        choices=[(role.value, role.label) for role in Role],
        widget=forms.CheckboxSelectMultiple,
    ),
    Kind.CODES: lambda label, _: CodesField(
        label=label, help_text="Codes with spaces between them."
    ),
    Kind.BANDS: lambda label, _: BandsField(label=label, help_text=BANDS_HINT),
}

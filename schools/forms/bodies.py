"""Forms for bodies."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from core.forms import Form, NativeDayField
from schools.models import Body
from schools.selectors.bodies import bodies_of_kind
from schools.states import BodyKind

_FIRST_URN, _LAST_URN = 100000, 999999


class BodyForm(Form):
    """A new school, trust or authority."""

    kind = forms.ChoiceField(
        label="Kind",
        choices=[
            ("school", "School"),
            ("trust", "Trust"),
            ("authority", "Local authority"),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Name", max_length=200)
    phase = forms.ChoiceField(
        label="Phase of a school",
        choices=[("", "Not a school"), *Body.Phase.choices],
        required=False,
    )
    urn = forms.IntegerField(
        label="URN of a school",
        required=False,
        validators=[MinValueValidator(_FIRST_URN), MaxValueValidator(_LAST_URN)],
    )
    authority_number = forms.RegexField(
        r"^\d{3}$",
        label="Authority number",
        required=False,
        error_messages={"invalid": "An authority number has three digits."},
    )
    establishment_number = forms.RegexField(
        r"^\d{4}$",
        label="Establishment number",
        required=False,
        error_messages={"invalid": "An establishment number has four digits."},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the phase of a school."""
        typed = super().clean() or {}
        if typed.get("kind") == BodyKind.SCHOOL and not typed.get("phase"):
            self.add_error("phase", "Choose the phase of the school.")
        return typed

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = dict(self.cleaned_data)
        return typed | {"kind": BodyKind(typed["kind"])}


class AffiliationForm(Form):
    """Whom a school belongs to, from a day on."""

    parent = forms.ModelChoiceField(
        label="Belongs to", queryset=Body.objects.none(), empty_label=None
    )
    starts_on = NativeDayField(label="From")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["parent"]
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = bodies_of_kind(BodyKind.TRUST) | bodies_of_kind(
                BodyKind.AUTHORITY
            )

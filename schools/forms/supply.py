"""What is asked when a supply teacher is given a code, and what they type."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from schools.models import RegistrationGroup

_PLAIN = {"autocomplete": "off"}


class SupplyForm(Form):
    """Who comes, for which class, on which day."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="As the ledger prints it beside every mark.",
        widget=forms.TextInput(_PLAIN),
    )
    position = forms.CharField(
        label="Position", max_length=120, widget=forms.TextInput(_PLAIN)
    )
    group = forms.ChoiceField(label="Class")
    day = NativeDayField(label="Day")

    def __init__(
        self, *args: Any, groups: Iterable[RegistrationGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(row.pk), row.name) for row in groups]


class CodeForm(Form):
    """The code of the slip."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="From your slip, as ABCD-EFGH-JKMN. Capitals and dashes do not matter.",
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

"""What a family asks for, and what the head answers."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import Form, NativeDayField
from register.codes.leave_grounds import Ground
from register.models import LeavePupil
from register.rules.leave import MOST_PUPILS

_PLAIN = {"autocomplete": "off"}
_TWO_ROWS = {"rows": 2}
_NUMBER = re.compile(r"\+?[0-9]{6,15}")
Choices = Iterable[tuple[str, str]]


class LeaveForm(Form):
    """One form for up to three pupils of a family; one parent is enough."""

    pupils = forms.MultipleChoiceField(
        label="Pupils",
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Up to {MOST_PUPILS} of a family on one form.",
    )
    first_day = NativeDayField(label="First day away")
    last_day = NativeDayField(label="Last day away")
    reason = forms.CharField(
        label="Reason, in the family's words", widget=forms.Textarea(_TWO_ROWS)
    )
    asked_by = forms.ChoiceField(label="Asked by", widget=forms.RadioSelect)
    asked_on = NativeDayField(label="Asked on")
    second_parent = forms.ChoiceField(
        label="Second parent who asks",
        required=False,
        help_text="Only where they asked too: one parent is enough.",
    )
    is_abroad = forms.BooleanField(label="The family travels abroad", required=False)
    address_away = forms.CharField(
        label="Address while away", required=False, widget=forms.Textarea(_TWO_ROWS)
    )
    contact_away_name = forms.CharField(
        label="Contact while away",
        required=False,
        max_length=120,
        widget=forms.TextInput(_PLAIN),
    )
    contact_away_phone = forms.CharField(
        label="Telephone of the contact",
        required=False,
        max_length=24,
        widget=forms.TextInput({**_PLAIN, "inputmode": "tel"}),
    )
    travel_evidence = forms.CharField(
        label="Travel papers seen",
        required=False,
        widget=forms.Textarea(_TWO_ROWS),
        help_text="Booking and when it was made, flights, the way back.",
    )
    knows_of_notices = forms.BooleanField(
        label="The family has read what leave without permission can lead to",
        required=False,
        help_text="A penalty notice to each parent for each child, or court.",
    )

    def __init__(
        self, *args: Any, pupils: Choices, contacts: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = list(contacts)
        _offer(self.fields["pupils"], pupils)
        _offer(self.fields["asked_by"], people)
        _offer(self.fields["second_parent"], [("", "Nobody else"), *people])

    def clean_pupils(self) -> list[str]:
        """Refuse a fourth pupil."""
        chosen: list[str] = self.cleaned_data["pupils"]
        if len(chosen) > MOST_PUPILS:
            raise ValidationError(f"One form is for up to {MOST_PUPILS} pupils.")
        return chosen

    def clean_contact_away_phone(self) -> str:
        """Keep the digits of a number of any country."""
        typed = re.sub(r"[ ().-]", "", self.cleaned_data["contact_away_phone"])
        if typed and not _NUMBER.fullmatch(typed):
            raise ValidationError("Enter a telephone number, like +44 7700 900123.")
        return typed


class DecisionForm(Form):
    """What the head decides about one pupil, and for whom it holds as well."""

    marks_optional = False

    decision = forms.ChoiceField(
        label="Decision",
        choices=[("grant", "Grant leave"), ("refuse", "Refuse")],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label="Ground, if it is granted", required=False)
    shown = forms.CharField(
        label="What was shown for it",
        required=False,
        max_length=200,
        widget=forms.TextInput(_PLAIN),
    )
    granted_first_day = NativeDayField(label="Granted from", required=False)
    granted_last_day = NativeDayField(label="to", required=False)
    reasons = forms.CharField(
        label="Reasons",
        widget=forms.Textarea(_TWO_ROWS),
        help_text="The family is told these, and an appeal asks for them.",
    )
    also = forms.MultipleChoiceField(
        label="The same for",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        grounds: Iterable[Ground],
        others: Iterable[LeavePupil],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self.fields["ground"],
            [
                ("", "Choose the ground"),
                *((row.key, f"{row.title} ({row.code})") for row in grounds),
            ],
        )
        rest = [(str(row.pk), row.enrolment.pupil.name) for row in others]
        if rest:
            _offer(self.fields["also"], rest)
        else:
            del self.fields["also"]

    def clean(self) -> dict[str, Any]:
        """Ask for days where leave is granted."""
        typed = super().clean() or {}
        if typed.get("decision") == "grant":
            for name, words in (
                ("granted_first_day", "Enter the first day granted."),
                ("granted_last_day", "Enter the last day granted."),
            ):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return typed

    @property
    def is_grant(self) -> bool:
        """Tell whether leave is granted."""
        return bool(self.cleaned_data["decision"] == "grant")


def _offer(field: forms.Field, choices: Choices) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)

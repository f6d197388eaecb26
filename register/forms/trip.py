"""What is asked when a trip is planned, and what its list sends."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import Form, NativeDayField, TimeField
from register.rules.trip import Details, trip_codes
from schools.models import Membership, RegistrationGroup
from schools.rules.sessions import Session, Slot

_PLAIN = {"autocomplete": "off"}
_SESSIONS = [(session.name.lower(), session.words) for session in Session]
_DIGITS = re.compile(r"^\+?[\d ]{9,19}$")


class TripForm(Form):
    """Where to, when, who leads, and from which classes."""

    name = forms.CharField(label="Trip", max_length=120, widget=forms.TextInput(_PLAIN))
    place = forms.CharField(
        label="Place", required=False, max_length=200, widget=forms.TextInput(_PLAIN)
    )
    code = forms.ChoiceField(label="Code")
    nature = forms.CharField(
        label="What it is",
        max_length=200,
        help_text="The nature of the activity, as every register of it keeps it.",
        widget=forms.TextInput(_PLAIN),
    )
    first_day = NativeDayField(label="First day")
    first_session = forms.ChoiceField(label="from the", choices=_SESSIONS)
    last_day = NativeDayField(label="Last day")
    last_session = forms.ChoiceField(label="to the", choices=_SESSIONS)
    leaves_at = TimeField(label="Leaves at", required=False)
    returns_at = TimeField(label="Back at", required=False)
    leader = forms.ChoiceField(label="Leader")
    emergency_phone = forms.CharField(
        label="Telephone on the trip",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", **_PLAIN}),
    )
    groups = forms.MultipleChoiceField(
        label="Classes",
        widget=forms.CheckboxSelectMultiple,
        help_text="Their pupils are shown next, to untick who stays.",
    )

    def __init__(
        self,
        *args: Any,
        day: dt.date,
        leaders: Iterable[Membership],
        groups: Iterable[RegistrationGroup],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self.fields["code"],
            [(c.code, f"{c.code}  {c.title}") for c in trip_codes(day)],
        )
        _offer(self.fields["leader"], [(str(row.pk), str(row)) for row in leaders])
        _offer(self.fields["groups"], [(str(row.pk), row.name) for row in groups])

    def clean_emergency_phone(self) -> str:
        """Keep a number as it was typed; refuse what no telephone takes."""
        number = str(self.cleaned_data["emergency_phone"]).strip()
        if number and not _DIGITS.match(number):
            raise ValidationError("Telephone on the trip has 9 to 15 digits.")
        return number

    @property
    def details(self) -> Details:
        """Return the answers as the service takes them."""
        answers = self.cleaned_data
        return Details(
            name=answers["name"],
            place=answers["place"],
            code=answers["code"],
            nature=answers["nature"],
            first=self._slot("first"),
            last=self._slot("last"),
            leaves_at=answers["leaves_at"],
            returns_at=answers["returns_at"],
            emergency_phone=answers["emergency_phone"],
        )

    def _slot(self, end: str) -> Slot:
        day: dt.date = self.cleaned_data[f"{end}_day"]
        return Slot(day, Session[self.cleaned_data[f"{end}_session"].upper()])


class AddForm(Form):
    """Who of a class is put on a trip's list."""

    group = forms.CharField(widget=forms.HiddenInput)
    pupil = forms.MultipleChoiceField(
        label="Pupils",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one pupil."},
    )

    def __init__(
        self, *args: Any, pupils: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["pupil"], list(pupils))


def numbers_sent(values: Iterable[str]) -> list[int]:
    """Read the numbers of ticked boxes; anything else was not on the page."""
    return [int(value) for value in values if value.isdigit()]


def ticks_sent(values: Iterable[str]) -> list[tuple[int, int]]:
    """Read ticked pupils, each with the version of the mark that the list showed."""
    found = []
    for value in values:
        enrolment, _, version = value.partition(".")
        if enrolment.isdigit() and version.isdigit():
            found.append((int(enrolment), int(version)))
    return found


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

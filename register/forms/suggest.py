"""What is asked when somebody telephones about a pupil."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from register.codes import AttendanceCode
from register.models import Suggestion
from schools.rules.sessions import Session, Slot

SOMEONE_ELSE = "else"
_PLAIN = {"autocomplete": "off"}
_SESSIONS = [(session.name.lower(), session.words) for session in Session]


class CallForm(Form):
    """Who told us, what, and for which sessions."""

    told_by = forms.ChoiceField(label="Who told us", widget=forms.RadioSelect)
    told_by_words = forms.CharField(
        label="Who, if it is somebody else",
        required=False,
        max_length=60,
        widget=forms.TextInput(_PLAIN),
    )
    code = forms.ChoiceField(
        label="Code to suggest",
        error_messages={"invalid_choice": "%(value)s may not be suggested here."},
    )
    words = forms.CharField(
        label="What they said",
        max_length=130,
        help_text="In a few words: a cold, dentist at 10:15.",
        widget=forms.TextInput(_PLAIN),
    )
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=200,
        help_text="Only for B, K and Y7, which ask for it.",
        widget=forms.TextInput(_PLAIN),
    )
    first_day = NativeDayField(label="First day")
    first_session = forms.ChoiceField(label="from the", choices=_SESSIONS)
    last_day = NativeDayField(label="Last day")
    last_session = forms.ChoiceField(label="to the", choices=_SESSIONS)
    source = forms.ChoiceField(label="How we know", choices=Suggestion.Source.choices)

    def __init__(
        self,
        *args: Any,
        codes: Iterable[AttendanceCode],
        contacts: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._contacts = dict(contacts)
        _offer(self.fields["code"], [(row.code, row.title) for row in codes])
        people = [*self._contacts.items(), (SOMEONE_ELSE, "Somebody else")]
        _offer(self.fields["told_by"], people)

    def clean(self) -> dict[str, Any]:
        """Ask who it was where nobody of the list is chosen."""
        answers = super().clean() or {}
        if answers.get("told_by") == SOMEONE_ELSE and not answers["told_by_words"]:
            self.add_error("told_by_words", "Say who told us.")
        return answers

    @property
    def said(self) -> str:
        """Return who said what, in one sentence."""
        answers = self.cleaned_data
        who = self._contacts.get(answers["told_by"], answers["told_by_words"])
        return f"{who}: {answers['words']}"

    @property
    def sessions(self) -> tuple[Slot, Slot]:
        """Return the first and the last session."""
        return self._slot("first"), self._slot("last")

    def _slot(self, end: str) -> Slot:
        day: dt.date = self.cleaned_data[f"{end}_day"]
        return Slot(day, Session[self.cleaned_data[f"{end}_session"].upper()])


def first_answers(sessions: tuple[Slot, Slot]) -> dict[str, Any]:
    """Return the sessions that stand in the form before anybody has typed."""
    first, last = sessions
    return {
        "first_day": first.day,
        "first_session": first.session.name.lower(),
        "last_day": last.day,
        "last_session": last.session.name.lower(),
        "source": Suggestion.Source.PARENT,
    }


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

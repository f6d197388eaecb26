"""What the front desk is asked about who comes late and who leaves early."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.clock import at_local
from core.forms import Form, TimeField
from register.rules.arrivals import Cause

LONGEST = 200
NAME = 120
_PLAIN = {"autocomplete": "off"}
ALONE, SOMEBODY_ELSE, NOBODY = "alone", "else", ""


class ArrivalForm(Form):
    """When, why, and with whom; why is asked only after the register has closed."""

    arrived = TimeField(label="Arrived at")
    # Drawn open, so that the letter of the code chooses it.
    why = forms.ChoiceField(
        label="Why after the register closed",
        error_messages={
            "required": "Choose why the pupil came after the register had closed."
        },
        widget=forms.Select({"autofocus": True}),
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=150,
        widget=forms.TextInput(_PLAIN | {"autofocus": True}),
    )
    came_with = forms.CharField(
        label="Came with",
        required=False,
        max_length=NAME,
        widget=forms.TextInput(_PLAIN | {"list": "came-with"}),
    )

    def __init__(self, *args: Any, causes: Iterable[Cause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.code, f"{one.code}  {_said(one)}") for one in causes]
        if offered:
            _offer(self.fields["why"], offered)
            self.fields["why"].widget.attrs["size"] = len(offered)
            del self.fields["reason"].widget.attrs["autofocus"]
        else:
            del self.fields["why"]

    def arrived_at(self, today: dt.date) -> dt.datetime:
        """Return the moment that was typed, of today."""
        return at_local(today, self.cleaned_data["arrived"])


class CorrectionForm(ArrivalForm):
    """The right arrival, and why the first was wrong."""

    why_wrong = forms.CharField(
        label="Why it is changed",
        max_length=LONGEST,
        help_text="The ledger keeps it, with your name and position.",
        widget=forms.TextInput(_PLAIN),
    )


class TakeBackForm(Form):
    """Why an arrival is taken back."""

    why_wrong = forms.CharField(
        label="Why it is taken back",
        max_length=LONGEST,
        help_text="The ledger keeps it; what stood before stands again.",
        widget=forms.TextInput(_PLAIN),
    )


class DepartureForm(Form):
    """When, why, with whom, and on whose word a pupil leaves."""

    left = TimeField(label="Leaves at")
    collector = forms.ChoiceField(label="Collected by", widget=forms.RadioSelect)
    stranger = forms.CharField(
        label="Name, if it is somebody else",
        required=False,
        max_length=NAME,
        widget=forms.TextInput(_PLAIN),
    )
    reason = forms.CharField(
        label="Reason", max_length=150, widget=forms.TextInput(_PLAIN)
    )
    authorised_by = forms.ChoiceField(label="Authorised by", required=False)
    expected = TimeField(
        label="Expected back", required=False, help_text="Empty: not today."
    )
    code = forms.ChoiceField(label="For registers that open meanwhile", required=False)

    def __init__(
        self,
        *args: Any,
        collectors: Iterable[tuple[str, str]],
        leaders: Iterable[tuple[str, str]],
        codes: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [(SOMEBODY_ELSE, "Somebody else"), (ALONE, "Leaves alone")]
        _offer(self.fields["collector"], [*collectors, *others])
        _offer(self.fields["authorised_by"], [(NOBODY, "Nobody"), *leaders])
        _offer(self.fields["code"], [(NOBODY, "Nothing to suggest"), *codes])

    def clean(self) -> dict[str, Any]:
        """Ask who it is where nobody of the record collects."""
        answers = super().clean() or {}
        if answers.get("collector") == SOMEBODY_ELSE and not answers.get("stranger"):
            self.add_error("stranger", "Say who wants to collect the pupil.")
        return answers

    def moment(self, name: str, today: dt.date) -> dt.datetime | None:
        """Return a time that was typed as a moment of today, if one was."""
        typed: dt.time | None = self.cleaned_data[name]
        return at_local(today, typed) if typed else None


class ReturnForm(Form):
    """When a pupil came back."""

    back = TimeField(label="Back at")


def _said(cause: Cause) -> str:
    return f"{cause.words} (known)" if cause.is_known else cause.words


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

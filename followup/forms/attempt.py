"""What is asked about one attempt to reach home."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from followup.states import Outcome
from register.codes import AttendanceCode
from schools.models import Contact, Pupil

SOMEONE_ELSE = "else"
PLAIN = {"autocomplete": "off"}
YES_NO = [("yes", "Yes, it reassures me"), ("no", "No, something is not right")]
UNKNOWN_CODE = {"invalid_choice": "%(value)s may not be entered here."}


class AttemptForm(Form):
    """Who was rung, what came of it, and what was said."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label="Who", required=True)
    who = forms.CharField(
        label="Somebody else",
        required=False,
        max_length=120,
        widget=forms.TextInput(PLAIN),
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        choices=[(row.value, row.label) for row in Outcome],
        initial=Outcome.SPOKE.value,
    )
    said = forms.CharField(
        label="What was said",
        required=False,
        max_length=300,
        widget=forms.TextInput(PLAIN),
    )
    code = forms.ChoiceField(label="Code", required=False, error_messages=UNKNOWN_CODE)
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=200,
        help_text="Only for B, K and Y7.",
        widget=forms.TextInput(PLAIN),
    )
    expected_on = NativeDayField(label="Back on", required=False)
    reassures = forms.ChoiceField(
        label="Does the reason reassure you?",
        required=False,
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    rationale = forms.CharField(
        label="Why",
        required=False,
        help_text="Needed for a vulnerable child, and wherever you are not reassured.",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        codes: Iterable[AttendanceCode],
        people: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self.fields["code"],
            [("", "No reason given"), *((row.code, row.title) for row in codes)],
        )
        offer(
            self.fields["whom"], [*people, (SOMEONE_ELSE, "Somebody else, named here")]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs together: a reason has a code, words and a judgement."""
        answers = super().clean() or {}
        if answers.get("whom") == SOMEONE_ELSE and not answers.get("who"):
            self.add_error("who", "Say who it was.")
        spoke = answers.get("outcome") == Outcome.SPOKE.value
        if spoke and not answers.get("said"):
            self.add_error("said", "Write down what was said.")
        if spoke and answers.get("code") and not answers.get("reassures"):
            self.add_error("reassures", "Say whether the reason reassures you.")
        return answers

    @property
    def is_reassuring(self) -> bool | None:
        """Return the judgement, None where no reason was given."""
        if not self.cleaned_data.get("code") and not self.cleaned_data["reassures"]:
            return None
        return {"yes": True, "no": False}.get(self.cleaned_data["reassures"])


class QuickForm(forms.Form):
    """One press on a row: which number was tried, and that nobody was reached."""

    key = forms.UUIDField()
    contact = forms.ModelChoiceField(queryset=Contact.objects.none())
    number = forms.CharField(max_length=254)
    outcome = forms.TypedChoiceField(
        choices=[(row.value, row.label) for row in Outcome if row is not Outcome.SPOKE],
        coerce=Outcome,
    )

    def __init__(self, *args: Any, pupil: Pupil, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Contact.objects.on(day).filter(pupil=pupil)


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Give a choice field its choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

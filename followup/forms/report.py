"""What is asked about a parent's own word, and what is made of it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from followup.forms.attempt import (
    PLAIN,
    SOMEONE_ELSE,
    UNKNOWN_CODE,
    YES_NO,
    offer,
)
from followup.states import Way
from register.codes import AttendanceCode


class ReportForm(Form):
    """What somebody reports of their own accord, today's or days ahead."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label="Who told us", widget=forms.RadioSelect)
    who = forms.CharField(
        label="Who, if it is somebody else",
        required=False,
        max_length=120,
        widget=forms.TextInput(PLAIN),
    )
    way = forms.ChoiceField(
        label="How",
        choices=[(row.value, row.label) for row in Way if row is not Way.LINK],
        initial=Way.PHONE.value,
    )
    said = forms.CharField(
        label="What they said", max_length=300, widget=forms.TextInput(PLAIN)
    )
    code = forms.ChoiceField(label="Code", error_messages=UNKNOWN_CODE)
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=200,
        help_text="Only for B, K and Y7.",
        widget=forms.TextInput(PLAIN),
    )
    first_day = NativeDayField(label="First day away")
    last_day = NativeDayField(label="Last day away")
    reassures = forms.ChoiceField(
        label="Does the reason reassure you?",
        choices=YES_NO,
        initial="yes",
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
        offer(self.fields["code"], [(row.code, row.title) for row in codes])
        offer(self.fields["whom"], [*people, (SOMEONE_ELSE, "Somebody else")])

    def clean(self) -> dict[str, Any]:
        """Ask who it was where nobody of the list is chosen."""
        answers = super().clean() or {}
        if answers.get("whom") == SOMEONE_ELSE and not answers.get("who"):
            self.add_error("who", "Say who told us.")
        return answers


class JudgeForm(Form):
    """What is made of a parent's own report."""

    code = forms.ChoiceField(label="Code", error_messages=UNKNOWN_CODE)
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=200,
        help_text="Only for B, K and Y7.",
        widget=forms.TextInput(PLAIN),
    )
    reassures = forms.ChoiceField(
        label="Does the reason reassure you?",
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
        self, *args: Any, codes: Iterable[AttendanceCode], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["code"], [(row.code, row.title) for row in codes])


class TellForm(Form):
    """What a parent answers through a link: in their own words, in half a minute."""

    WHY = [
        ("ill", "Ill"),
        ("appointment", "At the doctor, dentist or hospital"),
        ("other", "Away for another reason"),
        ("here", "Should be in school: I did not know"),
    ]
    why = forms.ChoiceField(label="Why away?", choices=WHY, widget=forms.RadioSelect)
    said = forms.CharField(
        label="In a few words",
        required=False,
        max_length=200,
        widget=forms.TextInput(PLAIN),
    )
    expected_on = NativeDayField(label="Back in school on", required=False)

    @property
    def words(self) -> str:
        """Return the answer as a sentence."""
        label = dict(self.WHY)[self.cleaned_data["why"]]
        said = self.cleaned_data["said"].strip()
        return f"{label}: {said}" if said else label

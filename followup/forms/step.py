"""What is asked about a step that was due."""

from django import forms

from core.forms import Form
from followup.states import StepEnd


class StepForm(Form):
    """Whether it was done, and what came of it."""

    end = forms.ChoiceField(
        label="What became of it",
        choices=[(row.value, row.label) for row in StepEnd],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What came of it",
        required=False,
        help_text="Where it was not done: why not.",
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(Form):
    """Why something is closed or put aside."""

    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Write down why."},
    )


class RunForm(Form):
    """For which day a list is to be made again."""

    day = forms.DateField(label="Day")

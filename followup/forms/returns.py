"""What is asked about a return to school, about lateness, and about a breakfast place."""

from django import forms

from core.forms import Form, NativeDayField
from followup.codes.weekdays import WEEKDAYS
from followup.forms.safe_and_well import KeyedForm

_ROWS = {"rows": 2}


class TalkForm(Form):
    """What came of a talk after an absence."""

    present = forms.CharField(label="Who was there", max_length=200)
    pupil_said = forms.CharField(
        label="What the pupil said", required=False, widget=forms.Textarea(_ROWS)
    )
    reasons = forms.CharField(
        label="Reasons for the absences", widget=forms.Textarea(_ROWS)
    )
    support = forms.CharField(
        label="What the school does", required=False, widget=forms.Textarea(_ROWS)
    )
    review_on = NativeDayField(label="Looked at again on", required=False)


class WhyNotForm(Form):
    """Why something that is due is not done."""

    why = forms.CharField(label="Why not", max_length=400)


class DealtForm(Form):
    """What was done about a pattern of lateness."""

    words = forms.CharField(label="What was done", widget=forms.Textarea(_ROWS))


class GateForm(KeyedForm):
    """What a late child or their parent said at the gate."""

    with_whom = forms.CharField(label="With whom", max_length=120)
    reason = forms.CharField(label="Why late", widget=forms.Textarea(_ROWS))
    support = forms.CharField(
        label="What was offered", required=False, widget=forms.Textarea(_ROWS)
    )


class BreakfastForm(Form):
    """A place at the breakfast club."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Days",
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[day for day, _ in WEEKDAYS],
    )
    starts_on = NativeDayField(label="From")
    why = forms.CharField(label="Why", max_length=400)

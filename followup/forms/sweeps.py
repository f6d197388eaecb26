"""What a head says beforehand about sweeps of N codes."""

from django import forms

from core.forms import Form
from followup.models import Sweep


class InstructionForm(Form):
    """For which sweeps, and in which words."""

    kind = forms.ChoiceField(
        label="Which sweep",
        choices=Sweep.Kind.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="The instruction",
        widget=forms.Textarea({"rows": 3}),
        help_text="Each N that the sweep lists becomes O in your name, without anybody"
        " pressing a button. What has a reason by then is left out.",
    )

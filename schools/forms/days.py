"""Forms for the calendar and for groups."""

from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from schools.forms.people import day_after
from schools.models import Closure, HalfTerm, Membership


class HalfTermForm(Form):
    """Half a term, from its first day to its last."""

    term = forms.ChoiceField(label="Term", choices=HalfTerm.Term.choices)
    half = forms.TypedChoiceField(
        label="Half", choices=[(1, "First half"), (2, "Second half")], coerce=int
    )
    starts_on = NativeDayField(label="First day")
    last_on = NativeDayField(label="Last day")

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = dict(self.cleaned_data)
        typed["ends_on"] = day_after(typed.pop("last_on"))
        return typed


class ClosureForm(Form):
    """Days without a register, known beforehand."""

    kind = forms.ChoiceField(
        label="Kind", choices=Closure.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="Name", max_length=80)
    starts_on = NativeDayField(label="First day")
    last_on = NativeDayField(label="Last day")
    session = forms.TypedChoiceField(
        label="Sessions",
        choices=[("", "The whole day"), (0, "Mornings only"), (1, "Afternoons only")],
        coerce=int,
        empty_value=None,
        required=False,
    )

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = dict(self.cleaned_data)
        typed["ends_on"] = day_after(typed.pop("last_on"))
        return typed


class GroupForm(Form):
    """A new registration group."""

    name = forms.CharField(label="Name", max_length=40)
    starts_on = NativeDayField(label="From")


class TeacherForm(Form):
    """Somebody who takes the register of a group."""

    membership = forms.ModelChoiceField(
        label="Who takes the register",
        queryset=Membership.objects.none(),
        empty_label="Choose a person",
    )
    starts_on = NativeDayField(label="From")

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["membership"]
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = staff

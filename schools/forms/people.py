"""Forms for people's roles."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from schools.models import Body
from schools.states import ROLES_OF, BodyKind, Role


class MemberForm(Form):
    """Somebody, their role, and the position that the ledger prints."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    position = forms.CharField(
        label="Position",
        max_length=120,
        help_text="As it is printed beside each entry that they make.",
    )
    starts_on = NativeDayField(label="From")
    last_on = NativeDayField(
        label="Last day",
        required=False,
        help_text="For supply staff. Leave it empty where it is not known.",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = ROLES_OF[BodyKind(body.kind)]
        choices = self.fields["role"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = [(role.value, role.label) for role in roles]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        typed = super().clean() or {}
        first, last = typed.get("starts_on"), typed.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day is the first or a later one.")
        return typed

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = self.cleaned_data
        return {
            "name": typed["name"].strip(),
            "email": typed["email"],
            "role": Role(typed["role"]),
            "position": typed["position"].strip(),
            "starts_on": typed["starts_on"],
            "ends_on": day_after(typed["last_on"]),
        }


class ChangeForm(Form):
    """Another role or position from a day."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    position = forms.CharField(
        label="Position",
        max_length=120,
        help_text="As it is printed beside each entry that they make from then on.",
    )
    starts_on = NativeDayField(label="From")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["role"]
        if isinstance(choices, forms.ChoiceField):
            roles = ROLES_OF[BodyKind(body.kind)]
            choices.choices = [(role.value, role.label) for role in roles]

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the service takes."""
        typed = self.cleaned_data
        return {
            "role": Role(typed["role"]),
            "position": typed["position"].strip(),
            "starts_on": typed["starts_on"],
        }


def day_after(last_on: dt.date | None) -> dt.date | None:
    """Return the half-open end of a period whose last day people type."""
    return None if last_on is None else last_on + dt.timedelta(1)


class LastDayForm(Form):
    """The last day on which something holds."""

    last_on = NativeDayField(label="Last day")

    @property
    def ends_on(self) -> dt.date:
        """Return the day after the last."""
        last_on: dt.date = self.cleaned_data["last_on"]
        return last_on + dt.timedelta(1)

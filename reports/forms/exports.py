"""What is taken out, and as which kind of file."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from core.periods import Period
from schools.models import Body, RegistrationGroup

LONGEST = 400
_KINDS = [("csv", "CSV"), ("xlsx", "Workbook")]


class PupilsExportForm(Form):
    """The pupils on the roll."""

    kind = forms.ChoiceField(
        label="As", choices=_KINDS, widget=forms.RadioSelect, initial="csv"
    )
    with_upn = forms.BooleanField(
        label="With UPN",
        required=False,
        help_text="Only for another system of the school: never for a list of names.",
    )


class MarksExportForm(Form):
    """The marks of one class."""

    group = forms.ModelChoiceField(
        RegistrationGroup.objects.none(), label="Class", empty_label="Choose"
    )
    first = NativeDayField(label="From")
    last = NativeDayField(label="To")
    kind = forms.ChoiceField(
        label="As", choices=_KINDS, widget=forms.RadioSelect, initial="csv"
    )

    def __init__(self, *args: Any, school: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        if isinstance(group, forms.ModelChoiceField):
            groups = RegistrationGroup.objects.filter(school=school)
            group.queryset = groups.order_by("-starts_on", "name")
            group.label_from_instance = _named

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and more than a year of them."""
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("first"), typed.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is the first or a later one.")
        elif first and last and (last - first).days > LONGEST:
            self.add_error("last", "At most a school year at a time.")
        return typed

    @property
    def period(self) -> Period:
        """Return the days asked for."""
        return Period.through(self.cleaned_data["first"], self.cleaned_data["last"])


def _named(group: Any) -> str:
    ends: dt.date | None = group.period.last_day
    return f"{group.name} ({group.starts_on:%b %Y} to {f'{ends:%b %Y}' if ends else 'now'})"

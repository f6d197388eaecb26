"""What is taken out, and as which kind of file."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from core.periods import Period
from schools.models import Body, RegistrationGroup

LONGEST = 400
_KINDS = [("csv", "CSV"), ("xlsx", "Workbook")]


class _GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A class with the months in which it runs, as its name comes back each year."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the class."""
        last: dt.date | None = obj.period.last_day
        until = f"{last:%b %Y}" if last else "now"
        return f"{obj.name} ({obj.starts_on:%b %Y} to {until})"


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

    group = _GroupField(
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
        if isinstance(group, _GroupField):
            groups = RegistrationGroup.objects.filter(school=school)
            group.queryset = groups.order_by("-starts_on", "name")

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

"""What narrows the list of pupils and the log of openings."""

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from core.clock import at_local
from core.forms import FilterForm, NativeDayField, SearchField
from schools.models import AccessLog, Body, Flag, Membership, Pupil, RegistrationGroup
from schools.rules.age import year_group_words
from schools.selectors.search import found_ids

# Pupils as `pupils_on` reads them, with what it adds to each.
Pupils = QuerySet[Any]
ROLL = [("", "On roll"), ("left", "Left"), ("coming", "Joining later"), ("all", "All")]
# For those who may record it; such records are in no other list.
DIED = ("died", "Died")
REGISTER, CONTACTS, PHOTO, NO_PHOTO, ALERT = (
    "no-register",
    "few-contacts",
    "photo",
    "no-photo",
    "alert",
)
LOOKS = {
    REGISTER: "Without a register",
    CONTACTS: "Too few contacts",
    ALERT: "Allergy or care plan",
    PHOTO: "With a photograph",
    NO_PHOTO: "Without a photograph",
}


class PupilFilter(filters.FilterSet):  # type: ignore[misc]
    """Pupils by name, class, year, flag and what is missing."""

    q = filters.CharFilter(label="Name", method="named", widget=SearchField.widget)
    group = filters.ChoiceFilter(label="Class", method="in_group", empty_label="All")
    year = filters.ChoiceFilter(label="Year", method="in_year", empty_label="All")
    flag = filters.ChoiceFilter(label="Flag", method="flagged", empty_label="Any")
    only = filters.ChoiceFilter(label="Only", method="looked", empty_label="All")
    roll = filters.ChoiceFilter(label="Roll", method="on_roll", empty_label=None)

    class Meta:
        model = Pupil
        form = FilterForm
        fields: list[str] = []

    def __init__(
        self,
        *args: Any,
        school: Body,
        flags: dict[str, str],
        minimum: int | None,
        today: dt.date,
        names_the_dead: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.minimum = minimum
        groups = RegistrationGroup.objects.on(today).filter(school=school)
        years = self.queryset.exclude(year_group=None).order_by()
        years = years.values_list("year_group", flat=True).distinct()
        choices = {
            "group": [(str(row.pk), row.name) for row in groups],
            "year": [(str(year), year_group_words(year)) for year in sorted(years)],
            "flag": list(flags.items()),
            "only": [
                pair
                for pair in LOOKS.items()
                if minimum is not None or pair[0] != CONTACTS
            ],
            "roll": [*ROLL, DIED] if names_the_dead else ROLL,
        }
        for name, known in choices.items():
            self.filters[name].extra["choices"] = known

    def filter_queryset(self, queryset: Pupils) -> Pupils:
        """Keep to the roll where nothing else is asked for."""
        found: Pupils = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("roll"):
            found = found.filter(is_on_roll=True)
        return found

    def named(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep pupils whom the search finds."""
        return queryset.filter(pk__in=found_ids(value, self.today))

    def in_group(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep the pupils of a class."""
        return queryset.filter(group_id=int(value))

    def in_year(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep the pupils of a year group."""
        return queryset.filter(year_group=int(value))

    def flagged(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep pupils with a flag; the choices are those that the reader may see."""
        holding = Flag.objects.on(self.today).filter(kind=value)
        return queryset.filter(pk__in=holding.values("pupil"))

    def looked(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep the pupils of whom something is missing, or must be known at once."""
        if value == REGISTER:
            return queryset.filter(is_registered=False)
        if value == CONTACTS:
            return queryset.filter(reachable__lt=self.minimum or 0)
        if value == ALERT:
            return queryset.exclude(allergies="", care_plan="")
        if value == PHOTO:
            return queryset.exclude(photograph="")
        return queryset.filter(photograph="")

    def on_roll(self, queryset: Pupils, _name: str, value: str) -> Pupils:
        """Keep those who have left, who will come, or everyone."""
        if value == "left":
            left = queryset.filter(enrolments__ends_on__lte=self.today)
            return left.filter(is_on_roll=False).distinct()
        if value == "coming":
            coming = queryset.filter(enrolments__starts_on__gt=self.today)
            return coming.filter(is_on_roll=False).distinct()
        return queryset


class DayFilter(filters.DateFilter):  # type: ignore[misc]
    """One day from the browser's calendar."""

    field_class = NativeDayField


class AccessFilter(filters.FilterSet):  # type: ignore[misc]
    """Openings by who opened, whose record, and on which day."""

    person = filters.ModelChoiceFilter(
        label="Opened by",
        queryset=Membership.objects.none(),
        method="opened_by_person",
        empty_label="Anyone",
    )
    day = DayFilter(label="Day", method="opened_on")
    pupil = filters.NumberFilter(widget=forms.HiddenInput)

    class Meta:
        model = AccessLog
        form = FilterForm
        fields: list[str] = []

    def __init__(self, *args: Any, staff: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["person"].queryset = staff
        self.filters["person"].extra["queryset"] = staff

    def opened_on(
        self, queryset: QuerySet[AccessLog], _name: str, value: dt.date
    ) -> QuerySet[AccessLog]:
        """Keep what was opened on a local day."""
        first = at_local(value, dt.time())
        after = at_local(value + dt.timedelta(days=1), dt.time())
        return queryset.filter(opened_at__gte=first, opened_at__lt=after)

    def opened_by_person(
        self, queryset: QuerySet[AccessLog], _name: str, value: Membership
    ) -> QuerySet[AccessLog]:
        """Keep what a person opened, in whichever of their roles."""
        return queryset.filter(opened_by__person=value.person_id)

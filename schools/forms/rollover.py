"""Forms of the step into the next year; the plan's rows are parsed plainly."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from schools.rules.age import year_group_words
from schools.rules.rollover import LEAVES, STAYS, UP

LONGEST = 40
ACTS = {UP: "Up a year", STAYS: "Stays in the year", LEAVES: "Leaves"}


class StartForm(Form):
    """The first day of the year, and the last day of those who leave."""

    starts_on = NativeDayField(
        label="The new year begins on",
        help_text="Classes and years change from this day on.",
    )
    leavers_last_on = NativeDayField(label="Last day on roll of those who leave")


class LastYearForm(Form):
    """Which year leaves, and the classes that beginners join."""

    last_year = forms.TypedChoiceField(label="Last year of the school", coerce=int)
    also = forms.CharField(
        label="Classes for those who begin",
        required=False,
        max_length=400,
        help_text="With commas between them: RA, RB. Classes that somebody goes up to"
        " are made by themselves.",
    )

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["last_year"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(year, year_group_words(year)) for year in sorted(years)]

    @property
    def names(self) -> list[str]:
        """Return the classes for beginners, each once."""
        typed = self.cleaned_data["also"].split(",")
        names = {part.strip()[:LONGEST] for part in typed if part.strip()}
        return sorted(names)


def typed_groups(posted: Mapping[str, str], groups: Iterable[int]) -> dict[str, str]:
    """Return what was typed as the next name of each class."""
    return {
        str(number): posted.get(f"to-{number}", "").strip()[:LONGEST]
        for number in groups
    }


def typed_pupils(
    posted: Mapping[str, str], enrolments: Iterable[int]
) -> dict[str, dict[str, str]]:
    """Return what was chosen for single pupils; a blank follows the class."""
    found = {}
    for number in enrolments:
        act = posted.get(f"act-{number}", "")
        found[str(number)] = {
            "act": act if act in ACTS else "",
            "to": posted.get(f"to-{number}", "").strip()[:LONGEST],
        }
    return found

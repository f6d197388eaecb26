"""Forms of a pupil's own record, of joining, moving and leaving."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import DayField, Form, ModelForm, NativeDayField
from core.forms.base import say_plainly
from schools.codes.ethnicity import ETHNICITIES
from schools.models import Body, Pupil, RegistrationGroup
from schools.rules.age import age_on, year_group_code, year_group_words
from schools.rules.upn import compact, refusal_of_upn
from schools.selectors.pupils import same_name_and_birthday

YEARS = range(-2, 15)
OLDEST = 25
_ETHNICITIES = [("", "Not entered"), *ETHNICITIES.items()]
_OWN = [
    "first_name",
    "last_name",
    "known_as",
    "date_of_birth",
    "sex",
    "address",
    "postcode",
    "allergies",
    "care_plan",
    "sen_status",
    "ethnicity",
    "first_language",
]


def year_choices() -> list[tuple[str, str]]:
    """Return the year groups of schools as choices."""
    return [
        (
            str(year),
            year_group_words(year)
            + (f" ({year_group_code(year)})" if year < 0 else ""),
        )
        for year in YEARS
    ]


def group_field(school: Body, on: dt.date, label: str = "Class") -> forms.Field:
    """Return a field for one of the school's groups of a day, or for none yet."""
    return forms.ModelChoiceField(
        RegistrationGroup.objects.on(on).filter(school=school),
        label=label,
        required=False,
        empty_label="No class yet: no register asks for the pupil",
    )


def clean_upn(typed: str) -> str:
    """Return a number as it is stored, or say what is wrong with it."""
    number = compact(typed)
    refusal = refusal_of_upn(number) if number else None
    if refusal:
        raise ValidationError(refusal)
    return number


def as_posted(postcode: str) -> str:
    """Write a postcode as the post does: B1 1AA."""
    typed = "".join(postcode.upper().split())
    return f"{typed[:-3]} {typed[-3:]}" if typed else ""


class PupilForm(ModelForm):
    """What a school knows of a child."""

    date_of_birth = DayField(label="Date of birth", help_text="For example, 27 3 2016")
    ethnicity = forms.ChoiceField(choices=_ETHNICITIES, required=False)

    class Meta:
        model = Pupil
        fields = _OWN
        labels = {"known_as": "Known as", "care_plan": "Care plan"}
        widgets = {
            "address": forms.Textarea({"rows": 3}),
            "sex": forms.RadioSelect,
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        # Django offers an empty radio button where none has been chosen.
        self.fields["sex"] = forms.ChoiceField(
            choices=Pupil.Sex.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose sex."},
        )

    def clean_date_of_birth(self) -> dt.date:
        """Refuse a day to come, and an age that no pupil has."""
        born_on: dt.date = self.cleaned_data["date_of_birth"]
        if born_on >= self.today:
            raise ValidationError("Date of birth must be in the past.")
        if age_on(born_on, self.today) > OLDEST:
            raise ValidationError("Date of birth is too long ago for a pupil.")
        return born_on

    def clean_postcode(self) -> str:
        """Write a postcode as the post does."""
        return as_posted(self.cleaned_data["postcode"])

    def hide_home(self) -> None:
        """Leave the address out: it is where an adult must not be found."""
        del self.fields["address"], self.fields["postcode"]

    @property
    def changed(self) -> dict[str, Any]:
        """Return the new answers only."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class JoinerForm(PupilForm):
    """A child who joins: the record, the number, and the place from the first day."""

    class Meta(PupilForm.Meta):
        fields = [*_OWN, "admission_number"]

    def __init__(self, *args: Any, school: Body, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.school = school
        number = self.fields["admission_number"]
        number.required = False
        number.help_text = "Left empty, the next free number is taken."
        self.fields["upn"] = forms.CharField(
            label="UPN",
            required=False,
            help_text="From the school before. A child known elsewhere by it stays one.",
        )
        self.fields["starts_on"] = NativeDayField(label="First day", initial=today)
        self.fields["year_group"] = forms.ChoiceField(
            label="Year", choices=[("", "Choose"), *year_choices()]
        )
        self.fields["group"] = group_field(school, today)
        self.fields["is_another"] = forms.BooleanField(
            label="This is another child of the same name and date of birth",
            required=False,
            widget=forms.HiddenInput,
        )
        say_plainly(self.fields, {name: name for name in self.fields})

    def clean_upn(self) -> str:
        """Check the letter against the digits."""
        return clean_upn(self.cleaned_data["upn"])

    @property
    def record(self) -> dict[str, Any]:
        """Return the columns of the pupil's own record."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean(self) -> dict[str, Any]:
        """Ask before a second record of what looks like one child is made."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"first_name", "last_name", "date_of_birth"} <= answers.keys():
            return answers
        known = same_name_and_birthday(
            self.school,
            last_name=answers["last_name"],
            first_name=answers["first_name"],
            born_on=answers["date_of_birth"],
        )
        if known and not answers.get("is_another"):
            self.fields["is_another"].widget = forms.CheckboxInput()
            self.add_error(
                "is_another",
                f"{known.name} (admission number {known.admission_number}) has the"
                " same name and date of birth. Tick this if it is another child.",
            )
        return answers


class PlaceForm(Form):
    """Year and class from a day: for a move, or for a pupil who comes back."""

    starts_on = NativeDayField(label="From")
    year_group = forms.ChoiceField(label="Year", choices=year_choices)

    def __init__(self, *args: Any, school: Body, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = today
        self.fields["group"] = group_field(school, today)
        say_plainly(self.fields, {name: name for name in self.fields})


class LeaveForm(Form):
    """The last day on roll, and where to."""

    last_day = NativeDayField(label="Last day on roll")
    reason = forms.CharField(
        max_length=200, label="Why", help_text="For example, moved to another school."
    )


class UpnForm(Form):
    """The next number of a child."""

    upn = forms.CharField(label="UPN", max_length=20)

    def clean_upn(self) -> str:
        """Check the letter against the digits."""
        return clean_upn(self.cleaned_data["upn"])


class SiblingForm(Form):
    """Another pupil of the school, by the number on the admission register."""

    other = forms.CharField(
        label="Brother or sister",
        max_length=10,
        help_text="Admission number, as it stands on the pupil's page.",
    )

    def __init__(self, *args: Any, school: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school

    def clean_other(self) -> Pupil:
        """Return the pupil with the number."""
        typed = self.cleaned_data["other"].strip()
        pupil: Pupil | None = Pupil.objects.filter(
            school=self.school, admission_number=typed
        ).first()
        if pupil is None:
            raise ValidationError("No pupil here has this admission number.")
        return pupil


class MergeForm(Form):
    """Why two records are one child."""

    pupil = forms.IntegerField(widget=forms.HiddenInput)
    identity = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="How you know", max_length=400)

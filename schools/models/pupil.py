"""A school's own record of a pupil, and the pupil's time on its roll."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.models import PeriodModel
from core.models.period import valid_days
from schools.models.body import Body
from schools.models.identity import Identity
from schools.querysets import EnrolmentQuerySet, PupilQuerySet


def photograph_path(pupil: "Pupil", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{pupil.school_id}/photographs/{name}"


class Pupil(models.Model):
    """What one school knows of a child."""

    class Sex(models.TextChoices):
        """As the common transfer file spells it."""

        FEMALE = "F", "Female"
        MALE = "M", "Male"

    class Sen(models.TextChoices):
        """Special educational needs, by the school census codes."""

        NONE = "N", "No special educational need"
        SUPPORT = "K", "SEN support"
        PLAN = "E", "Education, health and care plan"

    school = models.ForeignKey(Body, models.PROTECT, related_name="pupils")
    identity = models.ForeignKey(Identity, models.PROTECT, related_name="records")
    admission_number = models.CharField(max_length=10)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    known_as = models.CharField(
        max_length=80, blank=True, help_text="The first name that staff use."
    )
    date_of_birth = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    photograph = models.ImageField(upload_to=photograph_path, blank=True)
    allergies = models.CharField(max_length=200, blank=True)
    care_plan = models.CharField(
        max_length=200, blank=True, help_text="What staff must know at once."
    )
    sen_status = models.CharField(
        max_length=1, choices=Sen.choices, default=Sen.NONE, verbose_name="SEN status"
    )
    ethnicity = models.CharField(max_length=4, blank=True)
    first_language = models.CharField(max_length=40, blank=True, default="English")

    # Once it is said, nothing is sent, listed or drawn for the child any more.
    died_on = models.DateField(null=True, blank=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "identity"], name="one_record_of_a_child_at_a_school"
            ),
            models.UniqueConstraint(
                fields=["school", "admission_number"],
                name="one_pupil_with_an_admission_number",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "last_name", "first_name"], name="by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name that staff use: the known first name and the last name."""
        return f"{self.known_as or self.first_name} {self.last_name}"

    @property
    def sort_name(self) -> str:
        """Return the name as lists print it: last name, first name."""
        return f"{self.last_name}, {self.known_as or self.first_name}"


class Enrolment(PeriodModel):
    """A pupil on the roll of one school, from a day to a day; marks hang on it."""

    class Kind(models.TextChoices):
        """A pupil may be registered at two schools; one of them is the main one."""

        MAIN = "main", "Main"
        SUBSIDIARY = "subsidiary", "Subsidiary"

    school = models.ForeignKey(Body, models.PROTECT, related_name="enrolments")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MAIN)

    objects = EnrolmentQuerySet.as_manager()  # type: ignore[misc]  # ours is a kind of it

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_enrolment_at_a_time",
                expressions=[
                    ("pupil", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def is_on_roll(self, on: dt.date) -> bool:
        """Tell whether the pupil is on the roll on a day."""
        return self.period.contains(on)

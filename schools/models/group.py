"""Registration groups, who is in them and who takes their register, over time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.models import PeriodModel
from core.models.period import valid_days
from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Enrolment


class RegistrationGroup(PeriodModel):
    """A class in the sense of the register: the pupils who are registered together."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=40)

    class Meta(PeriodModel.Meta):
        ordering = ["name"]
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_group_of_a_name_at_a_time",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupTeacher(PeriodModel):
    """Someone who takes the register of a group."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    group = models.ForeignKey(
        RegistrationGroup, models.PROTECT, related_name="teachers"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="groups")


class Placement(PeriodModel):
    """An enrolment's year group and registration group, from a day to a day.

    A pupil between groups has a placement without one, and is then listed, because a
    child whom no register asks for vanishes unnoticed.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="placements")
    group = models.ForeignKey(
        RegistrationGroup, models.PROTECT, null=True, related_name="placements"
    )
    # National curriculum year; Reception is 0, nursery is below it.
    year_group = models.SmallIntegerField()

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            ExclusionConstraint(
                name="one_placement_at_a_time",
                expressions=[
                    ("enrolment", RangeOperators.EQUAL),
                    (valid_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

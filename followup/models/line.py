"""The first-day list: which children nobody can account for, and who is calling."""

from django.db import models
from django.db.models import F, Q

from followup.models.pairs import words_of
from followup.models.spell import AbsenceSpell
from followup.states import Ending, Need, Why
from schools.models import Body, Enrolment, Membership


class DailyList(models.Model):
    """That a school's list of a day was made, first and last, and for which moment."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    day = models.DateField()
    first_made_at = models.DateTimeField()
    last_made_at = models.DateTimeField()
    # What it was made from: the same marks need no second look.
    fingerprint = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "day"], name="one_daily_list_of_a_school"
            )
        ]


class AbsenceLine(models.Model):
    """One child on one day's list. Made once, however often the list is made."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="absence_lines"
    )
    spell = models.ForeignKey(AbsenceSpell, models.PROTECT, related_name="lines")
    day = models.DateField()
    # The first session of the day that nobody can account for.
    slot = models.IntegerField()
    # A second time, where what closed it proved wrong and the mark became N again.
    turn = models.SmallIntegerField(default=1)
    why = models.CharField(max_length=9, choices=words_of(Why))
    need = models.SmallIntegerField(choices=words_of(Need))
    # Which school day of the spell it is, the first being 1.
    day_number = models.SmallIntegerField()
    made_at = models.DateTimeField()
    # Who is calling, until when: after that the line is anyone's again.
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    ending = models.CharField(max_length=9, choices=words_of(Ending), blank=True)
    closed_words = models.CharField(max_length=400, blank=True)
    rationale = models.TextField(blank=True)
    # A reason was given and the ladder's steps go on all the same.
    steps_go_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "need", "-day_number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot", "turn"], name="one_line_of_a_session"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "day"],
                condition=Q(closed_at__isnull=True),
                name="a_child_is_on_a_list_once",
            ),
            models.CheckConstraint(
                name="line_claimed_at_and_by",
                condition=Q(
                    claimed_at__isnull=True,
                    claimed_by__isnull=True,
                    claimed_until__isnull=True,
                )
                | Q(claimed_by__isnull=False, claimed_until__gt=F("claimed_at")),
            ),
            models.CheckConstraint(
                name="line_closed_at_and_by",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, ending="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="a_rationale_is_written",
                condition=~Q(ending=Ending.RATIONALE.value) | ~Q(rationale=""),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "day"], name="absence_line_by_day"),
        ]

"""A pupil's mark for a session, and the compact row of a year that is read for figures.

A slot is a session of a day as one number (`schools.rules.sessions.Slot`). Columns stand
in the order that wastes no byte on alignment; docs/decisions/ has the measurements, and
says why no foreign key is checked row by row (a trigger checks each statement).
"""

from django.db import models

from schools.models import Body, Enrolment, Membership


class Mark(models.Model):
    """The standing entry of one pupil for one session; its history is the ledger.

    Without a code the entry was withdrawn and the pupil is unmarked again. The version
    counts entries: a save carries the version that it was made from.
    """

    pk = models.CompositePrimaryKey("slot", "enrolment_id")
    at = models.DateTimeField()
    slot = models.IntegerField()
    enrolment = models.ForeignKey(
        Enrolment,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="marks",
    )
    school = models.ForeignKey(
        Body, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    by = models.ForeignKey(
        Membership,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    version = models.SmallIntegerField(default=1)
    minutes_late = models.SmallIntegerField(null=True)
    code = models.CharField(max_length=2, null=True)  # noqa: DJ001 - see docstring


class MarkYear(models.Model):
    """A year of one enrolment's marks as letters, two a day from 1 August.

    Derived: a trigger on marks keeps it, `manage.py rebuild_years` makes it anew and
    compares. Letters are `register.codes`', one for each code of each set.
    """

    pk = models.CompositePrimaryKey("enrolment_id", "year")
    enrolment = models.ForeignKey(
        Enrolment,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="years",
    )
    school = models.ForeignKey(
        Body, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    year = models.SmallIntegerField()
    letters = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["school", "year"], name="years_of_school")]

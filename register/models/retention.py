"""What must still be kept, and what was removed when its time was over."""

from django.db import models
from django.db.models import Q

from schools.models import Body, Enrolment, Membership


class Hold(models.Model):
    """An open case that needs a pupil's entries: they stay, whatever their age.

    Placed and released by whoever keeps the case, under a key that names it.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="holds")
    case = models.CharField(max_length=60, help_text="Such as cme:12 or notice:4.")
    reason = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "case"],
                condition=Q(released_at__isnull=True),
                name="a_case_holds_a_pupil_once",
            ),
            models.CheckConstraint(
                name="released_at_and_by",
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]


class Disposal(models.Model):
    """One removal of entries older than the law keeps them: shown first, then done."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="disposals")
    # Entries made before this day go (SI 2024/208 reg 7: six years).
    before = models.DateField()
    # Entries and pupils that would go, and pupils that a hold keeps.
    counts = models.JSONField()
    shown_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-shown_at"]
        constraints = [
            models.CheckConstraint(
                name="disposal_approved_at_and_by",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_goes_that_nobody_approved",
                condition=Q(done_at__isnull=True) | Q(approved_at__isnull=False),
            ),
        ]

"""That a register was taken, opened again, or asked for."""

from django.db import models
from django.db.models import Q

from schools.models import Body, Membership, RegistrationGroup


class RegisterTaken(models.Model):
    """A register handed in by someone, complete; withdrawn, never deleted."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    group = models.ForeignKey(
        RegistrationGroup, models.PROTECT, related_name="registers"
    )
    slot = models.IntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # Who read it to the office over the telephone, where somebody did.
    read_by = models.CharField(max_length=120, blank=True, db_default="")
    # The moment on the device where it was handed in without a network.
    device_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "registers taken"
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "group"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_register_is_taken_once",
            ),
            models.CheckConstraint(
                name="withdrawn_at_and_by",
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_reason="",
                )
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["school", "slot"], name="taken_by_slot")]


class Reopening(models.Model):
    """A register opened again after its closing, until a moment, for a reason."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    group = models.ForeignKey(
        RegistrationGroup, models.PROTECT, related_name="reopenings"
    )
    slot = models.IntegerField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=200)
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")


class Nudge(models.Model):
    """A teacher asked for a register that is missing; the row is the intent to send."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    group = models.ForeignKey(RegistrationGroup, models.PROTECT, related_name="nudges")
    slot = models.IntegerField()
    nudged_at = models.DateTimeField()
    nudged_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["school", "slot"], name="nudge_by_slot")]

"""Who was trained in what, and when it is due again."""

from django.db import models
from django.db.models import F, Q

from schools.models.body import Body
from schools.models.person import Membership


class Training(models.Model):
    """One person's training in one subject (policy 002 A2: the training log)."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="trainings")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="trainings")
    course = models.CharField(max_length=120)
    provider = models.CharField(max_length=120, blank=True)
    done_on = models.DateField()
    due_again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "training"
        ordering = ["-done_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "course", "done_on"], name="a_training_is_logged_once"
            ),
            models.CheckConstraint(
                name="training_is_due_after_it_was_done",
                condition=Q(due_again_on__isnull=True)
                | Q(due_again_on__gt=F("done_on")),
            ),
        ]

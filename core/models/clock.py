"""The demonstration's moment."""

from django.db import models


class DemoClock(models.Model):
    """How far a demonstration is from the real moment: one row, or none."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    offset = models.DurationField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_demo_clock", condition=models.Q(only=True))
        ]

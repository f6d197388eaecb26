"""What starts and ends."""

import datetime as dt
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from core.periods import Period


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that hold for a half-open period of days."""

    def on(self, day: dt.date) -> Self:
        """Keep the rows that hold on `day`."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day
        )


class PeriodModel(models.Model):
    """Holds from `starts_on` to the day before `ends_on`, or until further notice."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            )
        ]

    @property
    def period(self) -> Period:
        """Return the days on which the row holds."""
        return Period(self.starts_on, self.ends_on)


def valid_days() -> models.Func:
    """Return the row's days as a range, for a constraint against overlaps."""
    return models.Func(
        F("starts_on"),
        F("ends_on"),
        function="daterange",
        output_field=DateRangeField(),
    )

"""Questions about pupils that every list asks in the same words."""

from typing import Any, Self

from django.db import models

from core.models.period import PeriodQuerySet


class PupilQuerySet(models.QuerySet[Any]):
    """Pupils of schools."""

    def living(self) -> Self:
        """Leave out children who have died: for every list, message, letter and draw.

        Their record and their registers stay readable; nothing else names them.
        """
        return self.filter(died_on__isnull=True)


class EnrolmentQuerySet(PeriodQuerySet):
    """Times on a roll."""

    def living(self) -> Self:
        """Leave out those of children who have died (see `PupilQuerySet.living`)."""
        return self.filter(pupil__died_on__isnull=True)

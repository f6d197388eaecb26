"""A teacher who comes for a day."""

from django.db import models
from django.db.models import Q

from schools.models.body import Body
from schools.models.group import RegistrationGroup
from schools.models.person import Membership


class SupplyPass(models.Model):
    """A code for one day and one group; who enters it signs in as its membership.

    The membership begins and ends with the day, so everything else of the product
    treats a supply teacher as a teacher of that group and nothing more.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    group = models.ForeignKey(RegistrationGroup, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="passes")
    day = models.DateField()
    # SHA-256 of the code; the code itself is shown once and kept nowhere.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "supply passes"
        constraints = [
            models.CheckConstraint(
                name="pass_withdrawn_at_and_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

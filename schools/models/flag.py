"""What makes a pupil vulnerable, or changes what the school owes."""

from django.db import models

from core.models import PeriodModel
from schools.models.body import Body
from schools.models.person import Membership
from schools.models.pupil import Pupil


class Flag(PeriodModel):
    """One flag of a pupil for a time; its kinds are the table in `schools.codes`."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    # Who outside the school answers for it: a social worker, a youth justice worker.
    worker_name = models.CharField(max_length=120, blank=True)
    worker_contact = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)

    class Meta(PeriodModel.Meta):
        indexes = [models.Index(fields=["pupil", "kind"], name="flag_of_pupil")]

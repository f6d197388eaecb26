"""One child across schools: national numbers and links, and nothing else."""

from django.db import models

from core.models import PeriodModel


class Identity(models.Model):
    """A child, known by number. Everything else belongs to a school's own record."""

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged"
    )

    class Meta:
        verbose_name_plural = "identities"


class Upn(PeriodModel):
    """A unique pupil number, temporary or final; former ones are kept.

    A blind number (DfE UPN guide, section 3): never printed on a letter.
    """

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="upns")
    upn = models.CharField(max_length=13, unique=True)

    class Meta(PeriodModel.Meta):
        verbose_name = "UPN"

    @property
    def is_temporary(self) -> bool:
        """Tell whether the number ends in a letter, to be replaced once known."""
        return self.upn[-1:].isalpha()


class IdentityLink(models.Model):
    """Two children of one family, who may be at different schools."""

    first = models.ForeignKey(Identity, models.PROTECT, related_name="+")
    second = models.ForeignKey(Identity, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="one_link_of_two_identities"
            ),
            models.CheckConstraint(
                name="link_in_order_of_id",
                condition=models.Q(first__lt=models.F("second")),
            ),
        ]


class IdentityMerge(models.Model):
    """Two identities found to be one child: what was repointed, so it can be undone."""

    kept = models.ForeignKey(Identity, models.PROTECT, related_name="+")
    dropped = models.ForeignKey(Identity, models.PROTECT, related_name="+")
    repointed = models.JSONField()
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        "schools.Membership", models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        "schools.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_undone_at_and_by",
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

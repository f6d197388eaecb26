"""What an entry was before it was changed, and what was said with an entry.

Both tables only grow: the application may not update or delete, nor may its role in
PostgreSQL. An entry is named by slot, enrolment and version; the standing one is the
mark, earlier ones are here (SI 2024/208 reg 6).
"""

from django.db import models

from schools.models import Body, Enrolment, Membership


class LedgerEntry(models.Model):
    """An entry that a later one replaced, written by a trigger from the mark's old row."""

    # Its sequence is the order of the ledger, whatever clocks said.
    id = models.BigAutoField(primary_key=True)
    slot = models.IntegerField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="ledger")
    school = models.ForeignKey(Body, models.PROTECT, db_index=False, related_name="+")
    version = models.SmallIntegerField()
    code = models.CharField(max_length=2, null=True)  # noqa: DJ001 - unmarked is null
    minutes_late = models.SmallIntegerField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.PROTECT, db_index=False, related_name="+")

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "enrolment", "version"], name="one_entry_of_a_version"
            )
        ]


class MarkDetail(models.Model):
    """What was said with one entry: nature, note, the reason of a change, the device.

    Written only where there is something to say, so that a plain mark costs nothing.
    """

    id = models.BigAutoField(primary_key=True)
    slot = models.IntegerField()
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="details")
    school = models.ForeignKey(Body, models.PROTECT, db_index=False, related_name="+")
    version = models.SmallIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    nature = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    # When the mark was pressed on a device that had no network.
    device_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "enrolment", "version"], name="one_detail_of_a_version"
            )
        ]

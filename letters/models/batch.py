"""Letters that somebody has asked for: rows, so that no worker and no broker loses one."""

from django.db import models

from schools.models import Body, Membership, Pupil


def print_path(batch: "Batch", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{batch.school_id}/letters/batches/{name}"


class Batch(models.Model):
    """Letters of one kind that were asked for together."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    # The merged file for the printer, made when every item is done.
    print_file = models.FileField(upload_to=print_path, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]


class BatchItem(models.Model):
    """A letter to be made about one pupil: to one household, to several, or to none.

    A worker claims it, makes the letters and their files, and says so, in that order; a
    claim of a worker that died runs out.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    order = models.IntegerField()
    cause = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    corrects = models.ForeignKey(
        "letters.Letter", models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    made = models.SmallIntegerField(default=0)
    failure = models.TextField(blank=True)
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["batch", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "pupil", "cause"], name="one_item_of_a_pupil_and_cause"
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "id"],
                name="letters_item_to_do",
                condition=models.Q(done_at__isnull=True),
            )
        ]

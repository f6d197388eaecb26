"""Files that bodies, pupils and marks come from."""

from django.db import models
from django.db.models import Q

from schools.models.body import Body
from schools.models.person import Membership


class Import(models.Model):
    """A file that was read: first as a preview that changes nothing, then applied.

    What is found wrong with it is kept by line; the file itself only until it is
    applied or given up.
    """

    class Kind(models.TextChoices):
        """What the file holds."""

        SCHOOLS = "schools", "Schools"
        PUPILS = "pupils", "Pupils and contacts"
        MARKS = "marks", "Marks"

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "To be read"
        PREVIEW = "preview", "Preview"
        REFUSED = "refused", "Refused"
        QUEUED = "queued", "To be applied"
        APPLIED = "applied", "Applied"
        GIVEN_UP = "given_up", "Given up"

    body = models.ForeignKey(Body, models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file_name = models.CharField(max_length=200)
    # SHA-256 of the file: the same file applied twice is one import.
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    # Lines read, made, changed, left as they were, refused, as the preview counted.
    counts = models.JSONField(default=dict)
    # Each with line, column and sentence; the first few hundred of each kind.
    problems = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "digest"],
                condition=Q(state="applied"),
                name="a_file_is_applied_once",
            ),
            models.CheckConstraint(
                name="import_applied_at_and_by",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
        ]


class ColumnMapping(models.Model):
    """Which column of a body's file holds what; the last one used is offered again."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Import.Kind.choices)
    columns = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind"], name="one_mapping_of_a_kind_of_file"
            )
        ]

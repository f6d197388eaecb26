"""A letter: the facts that it was made from, who it is for, and its file."""

from django.db import models

from letters.models.batch import BatchItem
from letters.models.head import LetterHead
from letters.models.template import TemplateVersion
from schools.models import Adult, Body, Membership, Pupil


class Letter(models.Model):
    """One sheet to one household, or to a pupil. Never altered: a later one supersedes.

    `facts` holds everything that is printed as it was known then, so that the letter can
    be printed again and explained when every record behind it has changed.
    """

    class Channel(models.TextChoices):
        """How it is to leave the school."""

        POST = "post", "Post"
        EMAIL = "email", "E-mail"
        HAND = "hand", "By hand"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    cause = models.CharField(max_length=120)
    edition = models.SmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    language = models.CharField(max_length=40)
    needs_format = models.CharField(max_length=60, blank=True)
    addressee = models.CharField(max_length=300)
    address = models.JSONField(default=list)
    facts = models.JSONField()
    class_name = models.CharField(max_length=40, blank=True)
    version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    head = models.ForeignKey(LetterHead, models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(BatchItem, models.PROTECT, related_name="letters")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["school", "-made_at"], name="letters_latest"),
            models.Index(fields=["pupil", "-made_at"], name="letters_of_pupil"),
        ]


ONE_LETTER = "one_letter_to_a_person_for_a_cause"


class Recipient(models.Model):
    """Somebody who has been written to for a cause.

    The constraint, and no check in code, is what stops a second letter of a kind for the
    same cause; `edition` counts corrections. `adult` is nobody where the letter is for
    the pupil.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="recipients")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    adult = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    cause = models.CharField(max_length=120)
    edition = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind", "cause", "adult", "edition"],
                name=ONE_LETTER,
                nulls_distinct=False,
            )
        ]


def letter_path(file: "LetterFile", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{file.school_id}/letters/{name}"


class LetterFile(models.Model):
    """The PDF of a letter, as it was printed or sent."""

    letter = models.OneToOneField(
        Letter, models.PROTECT, primary_key=True, related_name="file"
    )
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pdf = models.FileField(upload_to=letter_path)
    pages = models.SmallIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    made_at = models.DateTimeField()

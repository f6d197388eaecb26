"""Texts of letters: of the nation, a trust or a school, version after version."""

from django.db import models

from schools.models import Body, Membership


class LetterTemplate(models.Model):
    """A body's text for one letter in one language; the nearest body's is used.

    Texts are no secret within the bodies around a school; row-level security shows a
    school those of its own, its trust and the nation.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=40, default="English")

    class Meta:
        ordering = ["kind", "language", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "language"],
                name="one_template_of_a_body_kind_language",
            )
        ]


class TemplateVersion(models.Model):
    """A text from a day on. Never altered: the next version replaces it.

    A version without a text gives the letter back to the body further out.
    """

    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, related_name="versions"
    )
    number = models.SmallIntegerField()
    starts_on = models.DateField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    mail = models.TextField(blank=True)
    made_at = models.DateTimeField()
    # Versions that ship with the product were written by nobody here.
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="one_version_of_a_number"
            ),
            models.CheckConstraint(
                name="version_made_at_and_by",
                condition=models.Q(made_at__isnull=False)
                & (models.Q(made_by__isnull=False) | models.Q(is_shipped=True)),
            ),
        ]

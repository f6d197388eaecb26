"""Messages to parents: the intent is a row, and the row is what keeps it from going twice."""

import uuid

from django.db import models
from django.db.models import Q

from followup.models.pairs import both_or_neither, said, words_of
from followup.models.report import ReportLink
from followup.states import Delivery
from schools.models import Adult, Body, Contact, Enrolment, Membership


class MessageTemplate(models.Model):
    """A kind of message as a body words it; the nearest body's wording is used."""

    class Channel(models.TextChoices):
        """How it goes out."""

        TEXT = "text", "Text message"
        EMAIL = "email", "E-mail"

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=5, choices=Channel.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "channel"], name="one_template_of_a_kind"
            )
        ]


class TemplateVersion(models.Model):
    """One wording; never changed, so that what was sent can be explained."""

    template = models.ForeignKey(
        MessageTemplate, models.PROTECT, related_name="versions"
    )
    number = models.SmallIntegerField()
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    # Wordings that ship with the product were written by nobody.
    written_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="one_wording_of_a_number"
            ),
            models.CheckConstraint(
                name="wording_written_at_and_by",
                condition=Q(written_at__isnull=False)
                & (Q(written_by__isnull=False) | Q(number=1)),
            ),
            said("wording_says_something", "text"),
        ]


class Message(models.Model):
    """One message to one adult about one child's session, from intent to fate.

    `text` has `((link))` in the place of the link: its token is nowhere in the database.
    """

    class Kind(models.TextChoices):
        """What it is about; one of a kind for a session, a child and an adult."""

        ABSENT = "absent", "Not in school, no reason known"
        REMINDER = "reminder", "Still no reason known"
        UNAUTHORISED = "unauthorised", "Will be recorded as unauthorised"
        EVIDENCE = "evidence", "Medical evidence asked for"
        LEFT_EARLY = "left_early", "Left early, to the transport team"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="messages")
    slot = models.IntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # A team outside the family has no adult and no contact.
    adult = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="messages"
    )
    channel = models.CharField(max_length=5, choices=MessageTemplate.Channel.choices)
    address = models.CharField(max_length=254)
    wording = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    link = models.OneToOneField(
        ReportLink, models.PROTECT, null=True, related_name="message"
    )
    made_at = models.DateTimeField()
    # Held until somebody, or the school's setting, lets it go.
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    is_released_by_setting = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=200, blank=True)
    # Ours, given to the provider, so that a message of unknown fate can be looked up.
    reference = models.UUIDField(unique=True, default=uuid.uuid4)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider = models.CharField(max_length=10, blank=True)
    provider_id = models.CharField(max_length=80, blank=True)
    delivery = models.CharField(max_length=9, choices=words_of(Delivery), blank=True)
    delivery_words = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot", "kind", "adult"],
                condition=Q(adult__isnull=False),
                name="one_message_to_an_adult_for_a_session",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "slot", "kind", "address"],
                condition=Q(adult__isnull=True),
                name="one_message_to_a_team_for_a_session",
            ),
            models.CheckConstraint(
                name="message_released_at_and_by",
                condition=Q(
                    released_at__isnull=True,
                    released_by__isnull=True,
                    is_released_by_setting=False,
                )
                | (
                    Q(released_at__isnull=False)
                    & (
                        Q(released_by__isnull=False, is_released_by_setting=False)
                        | Q(released_by__isnull=True, is_released_by_setting=True)
                    )
                ),
            ),
            models.CheckConstraint(
                name="what_was_sent_was_claimed",
                condition=Q(sent_at__isnull=True) | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="what_was_claimed_was_released",
                condition=Q(claimed_at__isnull=True) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_message_to_family_has_its_contact",
                condition=Q(adult__isnull=True, contact__isnull=True)
                | Q(adult__isnull=False, contact__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "slot"], name="message_by_slot"),
            models.Index(
                fields=["school", "released_at"],
                condition=Q(sent_at__isnull=True, cancelled_at__isnull=True),
                name="message_that_waits",
            ),
        ]


class MessageReply(models.Model):
    """What came back to a message, matched to it where the provider says to which."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="replies"
    )
    provider_id = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=254)
    text = models.TextField()
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "message replies"
        ordering = ["received_at", "id"]
        constraints = [both_or_neither("reply_read_at_and_by", "read")]

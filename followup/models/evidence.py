"""Medical evidence: why it was asked for, what was seen, and what was decided."""

from django.db import models
from django.db.models import F, Q

from followup.models.message import Message
from followup.models.pairs import both_or_neither, said
from schools.models import Body, Contact, Enrolment, Membership


class EvidenceRequest(models.Model):
    """Evidence asked for about one illness, by one rule of the school."""

    class Rule(models.TextChoices):
        """Which rule of the school asks; never as routine (WTISA 2024 para 374)."""

        LONG = "long", "Longer than the school's number of days"
        DOUBT = "doubt", "Genuine and reasonable doubt"
        SPELLS = "spells", "Three separate illnesses in a half term"
        AFTER_LEAVE = "after_leave", "Illness directly after leave"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="evidence_requests"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    rule = models.CharField(max_length=11, choices=Rule.choices)
    words = models.TextField(help_text="The rule, or what the doubt is.")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "first_day", "rule"],
                name="evidence_is_asked_for_once",
            ),
            models.CheckConstraint(
                name="evidence_days_in_order",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
            ),
            said("a_request_says_why", "words"),
            both_or_neither("evidence_withdrawn_at_and_by", "withdrawn"),
        ]


def evidence_path(item: "EvidenceItem", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{item.school_id}/evidence/{name}"


class EvidenceItem(models.Model):
    """One thing that was shown or sent. Only grows."""

    class Form(models.TextChoices):
        """What counts; a doctor's sick note is never asked for."""

        CARD = "card", "Appointment card, stamped by the surgery"
        PROFESSIONAL = "professional", "Letter of a consultant or other professional"
        NHS_111 = "nhs_111", "Consultation with NHS 111"
        MEDICINE = "medicine", "Prescribed medicine"
        PRESCRIPTION = "prescription", "Copy of a prescription"
        SCREEN = "screen", "Print of the medical record"
        HOSPITAL = "hospital", "Letter about a hospital appointment"
        OTHER = "other", "Something else"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    request = models.ForeignKey(EvidenceRequest, models.PROTECT, related_name="items")
    form = models.CharField(max_length=12, choices=Form.choices)
    dated_on = models.DateField(null=True)
    words = models.CharField(max_length=400, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True)
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seen_at", "id"]


class EvidenceDecision(models.Model):
    """Whether the absence is authorised as illness. Only grows; the latest stands."""

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    request = models.ForeignKey(
        EvidenceRequest, models.PROTECT, related_name="decisions"
    )
    is_authorised = models.BooleanField()
    reasons = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [said("an_evidence_decision_has_reasons", "reasons")]


class UnauthorisedNotice(models.Model):
    """A parent was told beforehand that an absence will be unauthorised. Only grows."""

    class How(models.TextChoices):
        """How they were told."""

        LETTER = "letter", "Letter"
        MESSAGE = "message", "Message"
        PHONE = "phone", "Telephone"
        MEETING = "meeting", "In person"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        EvidenceDecision, models.PROTECT, related_name="notices"
    )
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    how = models.CharField(max_length=7, choices=How.choices)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=400, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "contact"], name="a_parent_is_told_once"
            )
        ]

"""What parents say of their own accord, and the links by which some of them say it."""

from django.db import models
from django.db.models import F, Q

from followup.models.pairs import both_or_neither, words_of
from followup.states import Way
from register.models import Suggestion
from schools.models import Body, Contact, Enrolment, Membership


class ReportLink(models.Model):
    """An address for one adult and one child's absence of one day, answered once.

    Only a hash of the token is kept. It opens a form that names the child by first name.
    """

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    day = models.DateField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "contact", "day"], name="one_link_of_a_day"
            ),
            models.CheckConstraint(
                name="link_in_order", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]


class ParentReport(models.Model):
    """Somebody said why a child is or will be away. A claim, until a person accepts it.

    Accepted, it is a suggestion beside the name on the register; never itself a mark.
    """

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="parent_reports"
    )
    way = models.CharField(max_length=6, choices=words_of(Way))
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="reports"
    )
    who = models.CharField(max_length=120, blank=True)
    # One answer to one link.
    link = models.OneToOneField(
        ReportLink, models.PROTECT, null=True, related_name="report"
    )
    # A sixth-former may speak for themselves.
    is_from_pupil = models.BooleanField(default=False)
    first_day = models.DateField()
    last_day = models.DateField()
    said = models.TextField()
    code = models.CharField(max_length=2, blank=True)
    expected_on = models.DateField(null=True)
    received_at = models.DateTimeField()
    # Nobody of the school, where a parent wrote it through a link or a reply.
    received_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    suggestion = models.OneToOneField(
        Suggestion, models.PROTECT, null=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    is_reassuring = models.BooleanField(null=True)
    rationale = models.TextField(blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="report_in_order", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="report_received_at_and_by",
                condition=Q(received_at__isnull=False)
                & (
                    Q(received_by__isnull=False)
                    | Q(way__in=[Way.LINK.value, Way.TEXT.value, Way.EMAIL.value])
                ),
            ),
            both_or_neither("report_accepted_at_and_by", "accepted"),
            both_or_neither("report_declined_at_and_by", "declined"),
            models.CheckConstraint(
                name="report_accepted_or_declined",
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "last_day"], name="report_by_last_day")
        ]

"""Whether a child is safe and well: decisions, visits, and what others were asked."""

from django.db import models
from django.db.models import F, Q

from followup.models.pairs import both_or_neither, said
from followup.models.spell import AbsenceSpell
from schools.models import Body, Membership, Pupil


class VisitDecision(models.Model):
    """To visit or not today, with the reasons; a later one of the day stands before it.

    Only grows: what was thought at the time must stay as it was thought.
    """

    class Decision(models.TextChoices):
        """What was decided for the day."""

        VISIT = "visit", "Visit today"
        NO_VISIT = "no_visit", "No visit today"
        POLICE = "police", "Ask the police to check"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    spell = models.ForeignKey(AbsenceSpell, models.PROTECT, related_name="decisions")
    day = models.DateField()
    day_number = models.SmallIntegerField()
    decision = models.CharField(max_length=8, choices=Decision.choices)
    rationale = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [said("a_decision_has_its_reasons", "rationale")]


class RiskAssessment(models.Model):
    """What two members of staff thought of before they went; no visit without one."""

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="risk_assessments")
    spell = models.ForeignKey(
        AbsenceSpell, models.PROTECT, null=True, related_name="risk_assessments"
    )
    planned_for = models.DateTimeField()
    back_by = models.DateTimeField(help_text="When the school asks where they are.")
    first_staff = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    second_staff = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    hazards = models.TextField()
    measures = models.TextField()
    may_go = models.BooleanField()
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["planned_for", "id"]
        constraints = [
            models.CheckConstraint(
                name="two_members_of_staff_go",
                condition=~Q(first_staff=F("second_staff")),
            ),
            models.CheckConstraint(
                name="back_after_they_went",
                condition=Q(back_by__gt=F("planned_for")),
            ),
            said("a_risk_assessment_says_something", "hazards", "measures"),
        ]


def letter_path(visit: "Visit", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{visit.school_id}/visits/{name}"


class Visit(models.Model):
    """What two members of staff found at the door. Only grows."""

    class Found(models.TextChoices):
        """What came of it."""

        SEEN_WELL = "seen_well", "Child seen, safe and well"
        SEEN_CONCERN = "seen_concern", "Child seen, with concern"
        NOT_SEEN = "not_seen", "Spoke to somebody, child not seen"
        NO_ANSWER = "no_answer", "Nobody answered"
        MOVED = "moved", "The family no longer lives there"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="visits")
    spell = models.ForeignKey(
        AbsenceSpell, models.PROTECT, null=True, related_name="visits"
    )
    # One visit of one assessment: the next one is thought of afresh.
    assessment = models.OneToOneField(
        RiskAssessment, models.PROTECT, related_name="visit"
    )
    found = models.CharField(max_length=12, choices=Found.choices)
    spoke_to = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    is_letter_left = models.BooleanField(default=False)
    # The copy that the school keeps.
    letter = models.FileField(upload_to=letter_path, blank=True)
    visited_at = models.DateTimeField()
    visited_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    second_staff = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["visited_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="two_members_of_staff_went",
                condition=~Q(visited_by=F("second_staff")),
            ),
            said("a_visit_says_what_was_found", "words"),
        ]


class Enquiry(models.Model):
    """Somebody outside the family was asked or told, and what they answered."""

    class Whom(models.TextChoices):
        """Who was asked or told."""

        STAFF = "staff", "Other staff"
        SIBLING = "sibling", "Brother or sister"
        SIBLING_SCHOOL = "sibling_school", "School of a brother or sister"
        NEIGHBOUR = "neighbour", "Neighbour"
        FRIEND = "friend", "Friend or family"
        HEALTH = "health", "School nurse or GP"
        SOCIAL_WORKER = "social_worker", "Social worker"
        YOUTH_JUSTICE = "youth_justice", "Youth justice worker"
        SOCIAL_CARE = "social_care", "Social care"
        POLICE = "police", "Police: safe and well check"
        AUTHORITY = "authority", "Local authority"
        OTHER = "other", "Somebody else"

    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enquiries")
    spell = models.ForeignKey(
        AbsenceSpell, models.PROTECT, null=True, related_name="enquiries"
    )
    whom = models.CharField(max_length=14, choices=Whom.choices)
    who = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=120, help_text="Number, address or at the door.")
    # The police's log number, the authority's case number.
    reference = models.CharField(max_length=60, blank=True)
    said = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "enquiries"
        ordering = ["asked_at", "id"]
        constraints = [both_or_neither("enquiry_answered_at_and_by", "answered")]

"""Each attempt to reach home. Both tables only grow: they are evidence."""

from django.db import models
from django.db.models import Q

from followup.models.line import AbsenceLine
from followup.models.pairs import words_of
from followup.states import Outcome, Way
from schools.models import Body, Contact, Membership, Pupil


class Attempt(models.Model):
    """One call, voicemail or message from a person, and what came of it."""

    # Made by the page that asks, so that a double click is one attempt.
    key = models.UUIDField(unique=True)
    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    # Without a contact it was somebody else, named in `who`.
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, related_name="attempts"
    )
    who = models.CharField(max_length=120, blank=True)
    way = models.CharField(max_length=6, choices=words_of(Way))
    number = models.CharField(max_length=254, blank=True)
    is_incoming = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=words_of(Outcome))
    said = models.TextField(blank=True)
    # The code that the reason leads to, as the caller understood it.
    code = models.CharField(max_length=2, blank=True)
    expected_on = models.DateField(null=True, help_text="When the pupil returns.")
    # Nothing where no reason was given.
    is_reassuring = models.BooleanField(null=True)
    rationale = models.TextField(blank=True)
    tried_at = models.DateTimeField()
    tried_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["tried_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="attempt_with_somebody",
                condition=Q(contact__isnull=False) | ~Q(who=""),
            ),
            models.CheckConstraint(
                name="a_reason_was_spoken",
                condition=Q(is_reassuring__isnull=True)
                | Q(outcome=Outcome.SPOKE.value),
            ),
            models.CheckConstraint(
                name="what_does_not_reassure_is_explained",
                condition=~Q(is_reassuring=False) | ~Q(rationale=""),
            ),
        ]


class AttemptFor(models.Model):
    """A child whom an attempt was about: one call answers for brothers and sisters."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="children")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="attempts")
    line = models.ForeignKey(
        AbsenceLine, models.PROTECT, null=True, related_name="attempts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "pupil"], name="an_attempt_is_about_a_child_once"
            )
        ]

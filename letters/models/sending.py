"""What happened to a letter once it was made, and e-mails that are still to go."""

from django.db import models

from letters.models.letter import Letter
from letters.states import Event
from schools.models import Adult, Body, Membership


class LetterEvent(models.Model):
    """Posted, mailed, given by hand: the proof that a letter was sent. Only grows."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="events")
    kind = models.CharField(
        max_length=10, choices=[(event.value, event.words) for event in Event]
    )
    happened_on = models.DateField()
    # Who handed it over, at which address, why it failed: what a court would ask.
    words = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()
    # What a job does was asked for by the person of its sending.
    noted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_at", "id"]


class Sending(models.Model):
    """An e-mail to one adult that somebody has asked for; nobody sees another's address."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="sendings")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "adult"], name="one_mail_of_a_letter_to_an_adult"
            )
        ]
        indexes = [
            models.Index(
                fields=["school", "id"],
                name="letters_mail_to_do",
                condition=models.Q(done_at__isnull=True),
            )
        ]

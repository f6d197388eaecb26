"""Parents and other adults of a pupil, how to reach them, and who must not be."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.models import PeriodModel
from schools.models.body import Body
from schools.models.pupil import Pupil


class Adult(models.Model):
    """An adult whom a school knows; nothing of one parent is ever shown to another."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="adults")
    title = models.CharField(max_length=20, blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    address_is_confidential = models.BooleanField(default=False)
    language = models.CharField(max_length=40, default="English")
    needs_interpreter = models.BooleanField(default=False)
    needs_format = models.CharField(
        max_length=60, blank=True, help_text="Large print, easy read, by telephone."
    )

    class Meta:
        ordering = ["last_name", "first_name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name as staff say it."""
        return " ".join(filter(None, (self.title, self.first_name, self.last_name)))


class PhoneNumber(models.Model):
    """A number of an adult, stored in international form, tried in order."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    adult = models.ForeignKey(Adult, models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=16)
    label = models.CharField(max_length=20, default="Mobile")
    order = models.SmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["adult", "number"], name="an_adult_has_a_number_once"
            )
        ]


def court_order_path(contact: "Contact", name: str) -> str:
    """Keep each school's files in a folder of its own."""
    return f"{contact.school_id}/court-orders/{name}"


def every_channel() -> list[str]:
    """Return all channels: nothing restricts contact until somebody says so."""
    return list(Contact.Channel.values)


class Contact(PeriodModel):
    """An adult in the life of one pupil: who they are, and what may be sent to them."""

    class Channel(models.TextChoices):
        """The ways in which a school may reach someone."""

        PHONE = "phone", "Telephone"
        TEXT = "text", "Text message"
        EMAIL = "email", "E-mail"
        POST = "post", "Letter"

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="contacts")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="contacts")
    relationship = models.CharField(max_length=40)
    has_parental_responsibility = models.BooleanField(default=False)
    lives_with_pupil = models.BooleanField(default=False)
    may_collect = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=1)
    # Empty means that nobody may contact this adult about this pupil.
    channels = ArrayField(
        models.CharField(max_length=5, choices=Channel.choices),
        default=every_channel,
        blank=True,
    )
    restriction = models.CharField(
        max_length=200, blank=True, help_text="What staff must know before contact."
    )
    court_order = models.FileField(upload_to=court_order_path, blank=True)
    court_order_ends_on = models.DateField(null=True, blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["priority", "id"]

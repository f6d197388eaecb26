"""People who sign in, and what they are to which body."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from core.models import PeriodModel
from schools.models.body import Body
from schools.states import Role


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an e-mail address is compared without regard to case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        """Store a person who may sign in with this address."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by address in any spelling of its case."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who signs in. Has no row-level security: sign-in precedes the tenant."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    # Django's own admin is not part of the product; these satisfy libraries that ask.
    is_staff = False
    is_superuser = False

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name that libraries print."""
        return self.name


class Membership(PeriodModel):
    """A person in a role at a body, with name and position as a ledger prints them.

    Never changed but to be ended (a trigger refuses more), because marks point to it:
    SI 2024/208 reg 6 asks for the name and position of whoever amended an entry.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=20, choices=[(role.value, role.label) for role in Role]
    )
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=120)

    class Meta(PeriodModel.Meta):
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="membership_role_known",
                condition=models.Q(role__in=[role.value for role in Role]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.position}"


class StaffRelative(models.Model):
    """A pupil who is family to someone on the staff, who then has no casework there."""

    school = models.ForeignKey(Body, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="relatives")
    pupil = models.ForeignKey("schools.Pupil", models.PROTECT, related_name="+")
    relation = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "pupil"], name="one_relation_of_person_and_pupil"
            )
        ]

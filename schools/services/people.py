"""Gives people their roles at a body, and ends them; nothing of it is ever changed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Body, GroupTeacher, Membership, Person
from schools.states import ROLES_OF, BodyKind, Role


@transaction.atomic
def add_member(
    *,
    body: Body,
    email: str,
    name: str,
    role: Role,
    position: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Membership:
    """Give somebody a role at a body; a new address becomes a new person.

    A new person has no password: they set one through the link of the sign-in page.
    """
    if role not in ROLES_OF[BodyKind(body.kind)]:
        raise ValidationError({"role": f"{role.label} is no role at {body.name}."})
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_user(email, name=name)
    held = Membership.objects.on(starts_on).filter(person=person, body=body, role=role)
    if held.exists():
        raise ValidationError({"role": f"{person.name} has this role here already."})
    return Membership.objects.create(
        person=person,
        body=body,
        role=role,
        name=name,
        position=position,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@transaction.atomic
def end_membership(
    *, membership: Membership, ends_on: dt.date, by: Membership
) -> Membership:
    """Let somebody's role end; their marks keep name and position."""
    if membership.pk == by.pk:
        raise ValidationError("You cannot end the role that you are acting in.")
    if ends_on <= membership.starts_on:
        raise ValidationError("A role ends after the day on which it began.")
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    return membership


@transaction.atomic
def change_membership(
    *,
    membership: Membership,
    role: Role,
    position: str,
    starts_on: dt.date,
    by: Membership,
) -> Membership:
    """Give somebody another role or position from a day: the one before ends there.

    A teacher who stays one goes on taking the same registers.
    """
    if role not in ROLES_OF[BodyKind(membership.body.kind)]:
        raise ValidationError({"role": f"{role.label} is no role here."})
    if membership.pk == by.pk and role != membership.role:
        raise ValidationError("You cannot give up the role that you are acting in.")
    if starts_on <= membership.starts_on:
        raise ValidationError(
            {"starts_on": "The change is after the day on which the role began."}
        )
    ends_on = membership.ends_on
    membership.ends_on = starts_on
    membership.save(update_fields=["ends_on"])
    changed = Membership.objects.create(
        person=membership.person,
        body=membership.body,
        role=role,
        name=membership.name,
        position=position,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if role == membership.role:
        _go_on_taking(membership, changed)
    return changed


def _go_on_taking(before: Membership, after: Membership) -> None:
    """Let the same person take the same registers under the new position."""
    day = after.starts_on
    for row in GroupTeacher.objects.on(day).filter(membership=before):
        GroupTeacher.objects.create(
            school_id=row.school_id,
            group_id=row.group_id,
            membership=after,
            starts_on=day,
            ends_on=row.ends_on,
        )
        if row.starts_on < day:
            row.ends_on = day
            row.save(update_fields=["ends_on"])
        else:
            row.delete()


@transaction.atomic
def set_active(*, person: Person, is_active: bool) -> None:
    """Let a person sign in, or stop them; people are never deleted."""
    person.is_active = is_active
    person.save(update_fields=["is_active"])

"""Registration groups, who takes their registers, and when those are open."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import (
    Body,
    GroupTeacher,
    Membership,
    Placement,
    RegistrationGroup,
    SessionTime,
)
from schools.rules.sessions import Session, say_day
from schools.rules.times import Times


@transaction.atomic
def add_group(*, school: Body, name: str, starts_on: dt.date) -> RegistrationGroup:
    """Open a group; its name is free while no running group has it."""
    if (
        RegistrationGroup.objects.on(starts_on)
        .filter(school=school, name=name)
        .exists()
    ):
        raise ValidationError({"name": f"There is a group {name} already."})
    return RegistrationGroup.objects.create(
        school=school, name=name, starts_on=starts_on
    )


@transaction.atomic
def end_group(*, group: RegistrationGroup, ends_on: dt.date) -> None:
    """Close a group that nobody is in any more."""
    pupils = Placement.objects.on(ends_on).filter(group=group).count()
    if pupils:
        raise ValidationError(
            f"{pupils} pupils are in {group.name} on {say_day(ends_on)}. Move them first:"
            " a child whom no register asks for vanishes unnoticed."
        )
    group.ends_on = ends_on
    group.save(update_fields=["ends_on"])


@transaction.atomic
def assign_teacher(
    *, group: RegistrationGroup, membership: Membership, starts_on: dt.date
) -> GroupTeacher:
    """Let somebody take the register of a group."""
    held = GroupTeacher.objects.on(starts_on).filter(group=group, membership=membership)
    if held.exists():
        raise ValidationError(f"{membership.name} takes {group.name} already.")
    return GroupTeacher.objects.create(
        school=group.school, group=group, membership=membership, starts_on=starts_on
    )


@transaction.atomic
def end_teacher(*, assignment: GroupTeacher, ends_on: dt.date) -> None:
    """Stop somebody from taking the register of a group."""
    if ends_on <= assignment.starts_on:
        assignment.delete()
        return
    assignment.ends_on = ends_on
    assignment.save(update_fields=["ends_on"])


@transaction.atomic
def set_times(
    *,
    school: Body,
    group: RegistrationGroup | None,
    session: Session,
    times: Times,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> SessionTime:
    """Set the times of a session from a day on, or for some days as an exception."""
    if not times.opens < times.closes <= times.ends:
        raise ValidationError(
            {
                "closes": "The register closes after it opens and before the session ends."
            }
        )
    if not times.is_in_order:
        raise ValidationError(
            {
                "lessons_begin": "Gates open before the register does, and lessons begin"
                " after that and before the session ends."
            }
        )
    is_exception = ends_on is not None
    same = SessionTime.objects.filter(
        school=school, group=group, session=session, is_exception=is_exception
    )
    if is_exception:
        if same.filter(starts_on__lt=ends_on, ends_on__gt=starts_on).exists():
            raise ValidationError(
                {"starts_on": "These days have an exception already."}
            )
    elif same.filter(starts_on__gte=starts_on).exists():
        raise ValidationError(
            {"starts_on": "Times from that day or later are entered already."}
        )
    else:
        same.filter(ends_on__isnull=True).update(ends_on=starts_on)
    return SessionTime.objects.create(
        school=school,
        group=group,
        session=session,
        opens=times.opens,
        closes=times.closes,
        ends=times.ends,
        gates_open=times.gates_open,
        lessons_begin=times.lessons_begin,
        starts_on=starts_on,
        ends_on=ends_on,
        is_exception=is_exception,
    )

"""Lets a supply teacher take the register of one group on one day, with a code.

The membership begins and ends with the day, so that everything else treats the person as
a teacher of that group; their marks keep their name and position for ever.
"""

import datetime as dt
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from core.clock import local
from core.tenancy import set_scope
from schools.models import (
    Body,
    GroupTeacher,
    Membership,
    Person,
    RegistrationGroup,
    SupplyPass,
)
from schools.rules.supply import digest_of, new_code
from schools.selectors.supply import FoundPass
from schools.services.people import set_active
from schools.states import Role

FURTHEST = dt.timedelta(days=14)
ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def give_pass(
    *,
    school: Body,
    group: RegistrationGroup,
    name: str,
    position: str,
    day: dt.date,
    by: Membership,
    now: dt.datetime,
) -> tuple[SupplyPass, str]:
    """Make a pass and return it with its code, which is shown once and stored nowhere.

    The person is made for the pass alone and has no password and no address.
    """
    today = local(now).date()
    if not today <= day <= today + FURTHEST:
        raise ValidationError({"day": "Choose today or one of the next fourteen days."})
    code = new_code()
    person = Person.objects.create_user(
        f"supply-{secrets.token_hex(8)}@supply.invalid", name=name
    )
    period = {"starts_on": day, "ends_on": day + ONE_DAY}
    membership = Membership.objects.create(
        person=person,
        body=school,
        role=Role.TEACHER,
        name=name,
        position=position,
        **period,
    )
    GroupTeacher.objects.create(
        school=school, group=group, membership=membership, **period
    )
    made = SupplyPass.objects.create(
        school=school,
        group=group,
        membership=membership,
        day=day,
        digest=digest_of(code),
        made_at=now,
        made_by=by,
    )
    return made, code


@transaction.atomic
def use_pass(*, found: FoundPass, now: dt.datetime) -> Person | None:
    """Note that a pass is used, and return its person if they may still sign in."""
    set_scope([found.school_id], person_id=found.person_id)
    SupplyPass.objects.filter(pk=found.number, used_at__isnull=True).update(used_at=now)
    return Person.objects.filter(pk=found.person_id, is_active=True).first()


@transaction.atomic
def withdraw_pass(*, held: SupplyPass, by: Membership, now: dt.datetime) -> SupplyPass:
    """Take a pass back: its person is signed out at once and takes no register more.

    What they entered stays, with name and position.
    """
    row = SupplyPass.objects.select_for_update(no_key=True).get(pk=held.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by = now, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    GroupTeacher.objects.filter(membership=row.membership).delete()
    set_active(person=row.membership.person, is_active=False)
    return row

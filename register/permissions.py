"""May this person take, see or amend this register? Each rule enforces and explains."""

import datetime as dt

from django.core.exceptions import PermissionDenied

from register.models import Trip
from register.selectors.people import taker_of
from schools.models import Membership, RegistrationGroup
from schools.permissions import Scope
from schools.selectors.policy import policy_on
from schools.states import Act, Role


def check_may_take(
    scope: Scope, group: RegistrationGroup, *, on: dt.date
) -> Membership:
    """Return the membership under which the person takes a group's register.

    Staff who take any register do; a teacher takes those of their own groups.
    """
    if scope.may(Act.TAKE_ANY_REGISTER):
        return scope.check(Act.TAKE_ANY_REGISTER)
    own = taker_of(group, scope.memberships, on=on)
    if own is None:
        raise PermissionDenied(
            f"You do not take the register of {group.name}. The office can give you"
            " the group."
        )
    return own


def may_amend(scope: Scope, *, on: dt.date) -> bool:
    """Tell whether the person may change marks after a register has closed."""
    return bool(policy_on(scope.body, on).amending_roles & scope.roles)


def amending_membership(scope: Scope, *, on: dt.date) -> Membership:
    """Return the membership under which the person amends, or refuse."""
    roles = policy_on(scope.body, on).amending_roles
    for row in scope.memberships:
        if Role(row.role) in roles:
            return row
    who = ", ".join(sorted(role.label.lower() for role in roles))
    raise PermissionDenied(f"Marks are amended here by: {who}.")


def may_decide_leave(scope: Scope, *, on: dt.date) -> bool:
    """Tell whether the person decides about leave: whom the head's setting names."""
    return bool(policy_on(scope.body, on).leave_deciding_roles & scope.roles)


def deciding_membership(scope: Scope, *, on: dt.date) -> Membership:
    """Return the membership under which the person decides about leave, or refuse."""
    roles = policy_on(scope.body, on).leave_deciding_roles
    for row in scope.memberships:
        if Role(row.role) in roles:
            return row
    who = ", ".join(sorted(role.label.lower() for role in roles))
    raise PermissionDenied(
        f"Leave is decided here by: {who} (SI 2024/208 reg 11). The setting says whom"
        " the school has authorised."
    )


def leave_membership(scope: Scope, *, on: dt.date) -> Membership:
    """Return the membership under which requests and arrangements are kept, or refuse.

    Whoever decides, and whoever amends marks: office and attendance staff.
    """
    if may_decide_leave(scope, on=on):
        return deciding_membership(scope, on=on)
    return scope.check(Act.AMEND_MARKS)


def leads(scope: Scope, trip: Trip) -> bool:
    """Tell whether the person is the one who leads a trip."""
    return bool(trip.leader.person_id == scope.person.pk)


def check_may_lead(scope: Scope, trip: Trip) -> Membership:
    """Return the membership under which the person keeps a trip's list, or refuse.

    Its leader does, and staff who take any register.
    """
    for row in scope.memberships:
        if row.person_id == trip.leader.person_id:
            return row
    if scope.may(Act.TAKE_ANY_REGISTER):
        return scope.check(Act.TAKE_ANY_REGISTER)
    raise PermissionDenied(f"The list of {trip.name} is kept by {trip.leader.name}.")


def check_may_ring(scope: Scope, trip: Trip) -> Membership:
    """Return the membership under which the person sees whom to ring, or refuse.

    The leader has the numbers with them; others only if they see contacts anyway.
    """
    if leads(scope, trip):
        return check_may_lead(scope, trip)
    return scope.check(Act.SEE_CONTACTS)

"""May this person take, see or amend this register? Each rule enforces and explains."""

import datetime as dt

from django.core.exceptions import PermissionDenied

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

"""May this person work on this child's absence? Nobody does on family of theirs."""

from django.core.exceptions import PermissionDenied

from followup.selectors.duties import is_named
from schools.models import Membership, Pupil
from schools.permissions import Scope, check_not_family, refusal_of
from schools.states import Act, Role

SEE_JOBS = (Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR)


def following_up(scope: Scope, *pupils: Pupil) -> Membership:
    """Return the membership under which a person follows up, or refuse."""
    by = scope.check(Act.FOLLOW_UP_ABSENCE)
    for pupil in pupils:
        check_not_family(scope, pupil)
    return by


def may_see_jobs(scope: Scope) -> bool:
    """Tell whether the person answers for what jobs do for a school."""
    return bool(scope.roles & set(SEE_JOBS))


def instructing(scope: Scope) -> Membership:
    """Return the headship under which sweeps may be ordered beforehand, or refuse."""
    scope.check_own(Act.CONFIRM_SWEEP)
    for row in scope.memberships:
        if row.role == Role.HEAD and row.body_id == scope.body.pk:
            return row
    raise PermissionDenied(
        "Only the head gives a standing instruction: the register names them."
    )


def may_instruct(scope: Scope) -> bool:
    """Tell whether the person is the head here."""
    return Role.HEAD in scope.roles


def may_safeguard(scope: Scope) -> bool:
    """Tell whether the person sees safeguarding entries: lead, head, named deputies.

    Nobody of a trust or an authority does: entries are the school's own.
    """
    if scope.may_own(Act.SAFEGUARD):
        return True
    return is_named(scope.body, [row.pk for row in scope.memberships])


def safeguarding(scope: Scope, *pupils: Pupil) -> Membership:
    """Return the membership under which a person safeguards, or refuse."""
    if not may_safeguard(scope):
        raise PermissionDenied(refusal_of(Act.SAFEGUARD))
    for pupil in pupils:
        check_not_family(scope, pupil)
    if scope.may_own(Act.SAFEGUARD):
        return scope.check_own(Act.SAFEGUARD)
    return next(row for row in scope.memberships if row.body_id == scope.body.pk)

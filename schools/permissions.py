"""May this person do this here? Each rule is stated once: it enforces and explains."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from schools.codes.flags import SeenBy
from schools.models import Body, Membership, Person, Pupil
from schools.selectors.pupils import relation_of
from schools.states import MAY, Act, Role


@dataclass(frozen=True)
class Scope:
    """A person at a body, in one request or task."""

    person: Person
    body: Body
    memberships: tuple[Membership, ...]
    school_ids: tuple[int, ...]

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return what the person is to the body."""
        return frozenset(Role(row.role) for row in self.memberships)

    @cached_property
    def acts(self) -> frozenset[Act]:
        """Return everything that the person may do here."""
        return frozenset().union(*(MAY[role] for role in self.roles))

    def may(self, act: Act) -> bool:
        """Tell whether the person may do this here."""
        return act in self.acts

    def check(self, act: Act) -> Membership:
        """Return the membership under which the person does this, or refuse.

        Raises `PermissionDenied` with a sentence for the screen.
        """
        for row in self.memberships:
            if act in MAY[Role(row.role)]:
                return row
        raise PermissionDenied(refusal_of(act))

    def check_own(self, act: Act) -> Membership:
        """Return a membership of this very body that allows the act, or refuse.

        A trust's lead enters its schools, but what a school chooses is the school's.
        """
        own = self._own(act)
        if own is None:
            raise PermissionDenied(refusal_of(act))
        return own

    def may_own(self, act: Act) -> bool:
        """Tell whether a membership of this very body allows the act."""
        return self._own(act) is not None

    def _own(self, act: Act) -> Membership | None:
        return next(
            (
                row
                for row in self.memberships
                if row.body_id == self.body.pk and act in MAY[Role(row.role)]
            ),
            None,
        )

    @property
    def main(self) -> Membership:
        """Return the membership that is printed where any of them would do."""
        return self.memberships[0]


class ScopedRequest(HttpRequest):
    """A request to an address under a body, as the scope middleware hands it on."""

    scope: Scope
    user: Person
    htmx: HtmxDetails


def refusal_of(act: Act) -> str:
    """Say who may do an act, for the one who may not."""
    who = [role.label.lower() for role in Role if act in MAY[role]]
    return f"You may not {act.value} here. These may: {', '.join(who)}."


def flag_levels(scope: Scope) -> frozenset[SeenBy]:
    """Return which levels of flags the person sees here."""
    needs = {
        SeenBy.TEACHERS: Act.SEE_PUPILS,
        SeenBy.CASE_STAFF: Act.SEE_FLAGS,
        SeenBy.SAFEGUARDING: Act.SEE_SAFEGUARDING,
    }
    return frozenset(level for level, act in needs.items() if scope.may(act))


def family_refusal(scope: Scope, pupil: Pupil) -> str | None:
    """Say why somebody has no casework on a pupil who is family, or None."""
    relation = relation_of(scope.person, pupil)
    if relation is None:
        return None
    return (
        f"{pupil.name} is family of yours ({relation.lower()}), and staff have no"
        " casework on their own relatives. A colleague does this."
    )


def check_not_family(scope: Scope, pupil: Pupil) -> None:
    """Refuse work on the record of a relative, with a sentence for the screen."""
    refusal = family_refusal(scope, pupil)
    if refusal:
        raise PermissionDenied(refusal)

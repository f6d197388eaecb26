"""May this person do this here? Each rule is stated once: it enforces and explains."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from schools.models import Body, Membership, Person
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

"""What the frame of every page shows: body, person, where to go, the demo's moment."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from attendance.idle import limit_of
from attendance.navigation import HOME, address, navigation
from attendance.offline import device_of
from core import clock
from schools.models import Alert, Body, Person
from schools.permissions import Scope
from schools.selectors.alerts import alerts_not_seen
from schools.selectors.people import bodies_of
from schools.states import Act, BodyKind


@dataclass(frozen=True)
class BodyLink:
    """A body that the person may change to."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """A scope as the frame's templates ask for it."""

    asked_by: Scope
    path: str

    @property
    def body(self) -> Body:
        return self.asked_by.body

    @property
    def person(self) -> Person:
        return self.asked_by.person

    @property
    def position(self) -> str:
        return self.asked_by.main.position

    @property
    def home(self) -> str:
        kind = BodyKind(self.body.kind)
        return address(HOME[kind], kind, self.body.slug)

    @property
    def search(self) -> str | None:
        """Return where pupils are searched, for those who may see them."""
        if self.body.kind != BodyKind.SCHOOL or not self.may(Act.SEE_PUPILS):
            return None
        return address("search", "school", self.body.slug)

    @property
    def fire(self) -> str | None:
        """Return where the fire list is, for those who may see pupils."""
        if self.body.kind != BodyKind.SCHOOL or not self.may(Act.SEE_PUPILS):
            return None
        return address("fire-list", "school", self.body.slug)

    @property
    def alerts_address(self) -> str | None:
        """Return where a school's pages ask what the person must see at once."""
        if self.body.kind != BodyKind.SCHOOL:
            return None
        return address("alerts-new", "school", self.body.slug)

    @property
    def alerts_at_home(self) -> list[Alert]:
        """Return them on the first page only: all others ask when they are drawn."""
        if self.body.kind != BodyKind.SCHOOL or self.path != self.home:
            return []
        return alerts_not_seen(self.asked_by.memberships)

    def may(self, act: Act | str) -> bool:
        return self.asked_by.may(Act(act))

    @cached_property
    def navigation(self) -> list[tuple[str, str, bool]]:
        return navigation(self.asked_by, self.path)

    @cached_property
    def bodies(self) -> list[BodyLink]:
        return [
            BodyLink(
                name=body.name,
                href=address(HOME[BodyKind(body.kind)], body.kind, body.slug),
                current=body.pk == self.body.pk,
            )
            for body in bodies_of(self.person, on=clock.today())
        ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its scope and, in a demonstration, its moment."""
    scope = getattr(request, "scope", None)
    return {
        "scope": Frame(scope, request.path) if scope else None,
        "device": device_of(request),
        "idle_seconds": limit_of(request),
        "demo": settings.ROLLBOOK_DEMO,
        "demo_moment": clock.local(clock.now()) if settings.ROLLBOOK_DEMO else None,
    }

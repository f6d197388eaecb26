"""Which register an address names, and as whom its reader works on it."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse

from core import clock
from register.codes import codes_on
from register.permissions import amending_membership, check_may_take, may_amend
from register.presenters.register_status import Status, Tally, status_of, tally_of
from register.rules.windows import RegisterWindow, has_closed
from register.selectors.page import (
    Progress,
    Taken,
    codes_and_progress_of,
    progress_of,
)
from register.selectors.registers import NoSuchRegister, find_register
from schools.models import Body, Membership, RegistrationGroup
from schools.permissions import Scope
from schools.rules.sessions import Slot
from schools.selectors.policy import policy_on
from schools.states import Act, Role

# Kept by the device, for the person who said so and nobody else on it.
SCREEN = "rollbook-screen"


@dataclass(frozen=True, slots=True)
class Asked:
    """A register, the moment, and the membership under which it is worked on."""

    school: Body
    group: RegistrationGroup
    slot: Slot
    window: RegisterWindow
    now: dt.datetime
    by: Membership
    may_amend: bool
    is_screen: bool = False
    # Whether the person types registers that colleagues read over the telephone.
    types_for_others: bool = False

    @property
    def address(self) -> str:
        """Return the address of the register's page."""
        return register_address(self.school, self.group, self.slot)

    @property
    def permitted(self) -> frozenset[str]:
        """Return the codes that the person may enter."""
        today = clock.local(self.now).date()
        return policy_on(self.school, today).codes_for([Role(self.by.role)])

    @property
    def read_out(self) -> str:
        """Return where the register is typed while somebody reads it, if it may be."""
        return f"{self.address}read-out/" if self.types_for_others else ""

    def standing(self) -> tuple[Status, Taken | None]:
        """Return how far the register has come, and its handing in."""
        return self._said(progress_of(self.group, self.slot, now=self.now))

    def tally_and_standing(self) -> tuple[Tally, Status, Taken | None]:
        """Return how many are marked too, as the register stands now."""
        codes, progress = codes_and_progress_of(self.group, self.slot, now=self.now)
        return tally_of(codes, codes_on(self.slot.day)), *self._said(progress)

    def _said(self, progress: Progress) -> tuple[Status, Taken | None]:
        is_past = has_closed(self.window, self.slot, clock.local(self.now))
        status = status_of(
            self.window,
            self.slot,
            now=self.now,
            taken=progress.taken,
            open_until=progress.open_until if is_past else None,
        )
        return status, progress.taken


def asked(
    request: HttpRequest, school: Body, group: int, day: str, session: str
) -> Asked:
    """Return the register that an address names, for one who may take it."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    try:
        found = find_register(school, group, day, session)
    except NoSuchRegister:
        raise Http404 from None
    slot, now = found.slot, clock.now()
    today = clock.local(now).date()
    by = check_may_take(scope, found.group, on=today)
    window = found.window()
    amends = may_amend(scope, on=today)
    if amends and has_closed(window, slot, clock.local(now)):
        by = amending_membership(scope, on=today)
    return Asked(
        school,
        found.group,
        slot,
        window,
        now,
        by,
        amends,
        is_screen=is_screen(request),
        types_for_others=scope.may(Act.TAKE_ANY_REGISTER),
    )


def is_screen(request: HttpRequest) -> bool:
    """Tell whether the class can see this person's screen on this device.

    `?show` asks for what is hidden, once.
    """
    kept = request.COOKIES.get(SCREEN, "")
    return kept == str(request.user.pk) and "show" not in request.GET


def register_address(school: Body, group: RegistrationGroup, slot: Slot) -> str:
    """Return the address of a register's page."""
    return reverse(
        "register",
        kwargs={
            "school": school.slug,
            "group": group.pk,
            "day": slot.day.isoformat(),
            "session": slot.session.label.lower(),
        },
    )


def refusal(status: int, say: str, **facts: object) -> JsonResponse:
    """Answer a script that may not, with the sentence why."""
    return JsonResponse({"say": say, **facts}, status=status)


def is_script(request: HttpRequest) -> bool:
    """Tell whether a script sent this, which reads JSON only."""
    return request.content_type == "application/json"

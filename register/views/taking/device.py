"""What a device keeps of a person's day, for when there is no network."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import clock
from register.selectors.people import own_groups
from register.selectors.windows import NoSessionTimes
from register.views.taking.asked import asked
from register.views.taking.page import built
from schools.models import Body, RegistrationGroup
from schools.permissions import Scope
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of

ROWS = "register/_register.jinja"


@never_cache
@require_GET
def device(request: HttpRequest, school: Body) -> HttpResponse:
    """Return the registers of a person's own groups today, drawn as their pages are.

    And that of a group whose register is open in front of them, which `?group=` names:
    who stands in for a colleague has a network that fails, too.
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    now = clock.now()
    today = clock.local(now).date()
    registers = [
        drawn
        for group in _groups(request, school, today)
        for session in Session
        if (drawn := _drawn(request, school, group, Slot(today, session))) is not None
    ]
    return JsonResponse(
        {
            "person": scope.person.pk,
            "school": school.slug,
            "day": today.isoformat(),
            "now": now.isoformat(),
            "registers": registers,
        }
    )


def _groups(request: HttpRequest, school: Body, on: dt.date) -> list[RegistrationGroup]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    groups = {group.pk: group for group in own_groups(scope.memberships, on=on)}
    named = request.GET.get("group", "")
    if named.isdigit() and int(named) not in groups:
        groups |= {group.pk: group for group in school.groups.on(on).filter(pk=named)}
    return sorted(groups.values(), key=lambda group: group.name)


def _drawn(
    request: HttpRequest, school: Body, group: RegistrationGroup, slot: Slot
) -> dict[str, str] | None:
    """Return a register with its address, or nothing where none is taken."""
    if not calendar_of(school).is_registered(slot):
        return None
    session = slot.session.label.lower()
    try:
        wanted = asked(request, school, group.pk, slot.day.isoformat(), session)
    except (PermissionDenied, NoSessionTimes):
        return None
    page = built(wanted, is_looked_at=False)
    return {
        "url": wanted.address,
        "name": f"{group.name}, {slot.words}",
        "html": render_to_string(ROWS, {"page": page, "missing": []}),
    }

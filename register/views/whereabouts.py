"""The fire list: one key away, printed by class, kept on devices for no network."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import clock
from register.presenters.rollcall import present_roll_call
from register.presenters.whereabouts import fire_list
from register.selectors.rollcall import running
from register.selectors.whereabouts import everybody
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act

ROWS = "register/whereabouts/_fire.jinja"
TICKS = "register/rollcall/_rows.jinja"


def fire(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show who is on the premises by class, who is away, and of whom nobody knows."""
    request.scope.check(Act.SEE_PUPILS)
    now = clock.now()
    page = {
        "fire": fire_list(everybody(school, now)),
        "now": now,
        "running": running(school),
        "may_start": request.scope.may_own(Act.SEE_PUPILS),
    }
    return render(request, "register/whereabouts/fire.jinja", page)


@never_cache
@require_GET
def device(request: ScopedRequest, school: Body) -> HttpResponse:
    """Return the fire list and a roll call that runs, for the device to keep."""
    request.scope.check(Act.SEE_PUPILS)
    now = clock.now()
    where = {"school": school.slug}
    facts = {"fire": fire_list(everybody(school, now)), "now": now, "is_kept": True}
    kept = [
        {
            "url": reverse("fire-list", kwargs=where),
            "name": f"Fire list, {school.name}",
            "html": render_to_string(ROWS, facts),
        }
    ]
    call = running(school)
    if call is not None and request.scope.may_own(Act.SEE_PUPILS):
        shown = present_roll_call(call)
        kept.append(
            {
                "url": shown.address,
                "name": f"Roll call of {shown.started}",
                "html": render_to_string(TICKS, {"call": shown, "is_kept": True}),
            }
        )
    return JsonResponse(
        {
            "person": request.scope.person.pk,
            "school": school.slug,
            "day": clock.local(now).date().isoformat(),
            "now": now.isoformat(),
            "registers": kept,
        }
    )

"""The demonstration's clock: pages that exist in a demonstration only."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from attendance.tasks import let_colleagues_take, load_fresh, tick
from core import clock

GONE_BY = (
    "That moment has passed. What was done since then stays done: to begin again on"
    " Fri 20 Nov at 08:40, load a fresh demonstration."
)


@never_cache
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Show the demonstration's moment, and move it forward."""
    _demand_demonstration()
    from attendance.demo.forms import ClockForm
    from attendance.demo.moments import moments_around

    clock.forget_offset()
    now = clock.local(clock.now())
    form = ClockForm(
        request.POST or None, initial={"day": now.date(), "time": now.time()}
    )
    if request.method == "POST" and form.is_valid():
        if _move(form.moment):
            messages.success(request, f"It is now {form.moment:%H:%M}.")
            return redirect("demo_clock")
        form.add_error(None, GONE_BY)
    context = {"form": form, "now": now, "moments": moments_around(now)}
    status = 422 if form.errors else 200
    return render(request, "demo/clock.jinja", context, status=status)


@require_POST
def colleagues(request: HttpRequest) -> HttpResponse:
    """Let the other teachers take the registers that have opened by now."""
    _demand_demonstration()
    transaction.on_commit(let_colleagues_take.delay)
    messages.success(
        request, "Your colleagues are taking their registers. Look at the board."
    )
    return redirect("demo_clock")


@require_POST
def renew(_request: HttpRequest) -> HttpResponse:
    """Ask a worker for a fresh demonstration, and show the page that waits for it."""
    _demand_demonstration()
    from attendance.demo.renewal import Renewing

    if Renewing.begin():
        transaction.on_commit(load_fresh.delay)
    return redirect("demo_renewal")


@never_cache
def renewal(request: HttpRequest) -> HttpResponse:
    """Wait for the fresh demonstration, without asking the database meanwhile."""
    _demand_demonstration()
    from attendance.demo.renewal import DONE, LOADING, Renewing

    outcome = Renewing.outcome()
    if "HX-Request" in request.headers:
        # The page asks every two seconds, and goes on when there is something to see.
        ready = HttpResponse(headers={"HX-Redirect": reverse("demo_renewal")})
        return HttpResponse(status=204) if outcome == LOADING else ready
    if outcome in {DONE, ""}:
        return redirect("demo_clock")
    facts = {"is_loading": outcome == LOADING, "outcome": outcome}
    return HttpResponse(render_to_string("demo/renewal.jinja", facts))


renewal.needs_no_database = True  # type: ignore[attr-defined]


def _move(moment: dt.datetime) -> bool:
    try:
        clock.move_to(moment)
    except clock.WouldGoBack:
        return False
    # Without a broker the jobs follow with the beat.
    transaction.on_commit(tick.delay, robust=True)
    return True


def _demand_demonstration() -> None:
    if not settings.ROLLBOOK_DEMO:
        raise Http404

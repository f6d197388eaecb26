"""What one must see at once: the bar that pages ask for, the history, and "seen"."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.alerts import alert_of, alerts_not_seen, alerts_of
from schools.services.alerts import see_alerts

NOTHING = 204


def alerts(request: ScopedRequest, school: Body) -> HttpResponse:
    """List everything that the person was alerted to here."""
    rows = alerts_of(school, request.scope.memberships)
    page = {
        "fresh": [row for row in rows if row.seen_at is None],
        "seen": [row for row in rows if row.seen_at is not None],
        "now": clock.now(),
    }
    return render(request, "schools/alerts.jinja", page)


@never_cache
def bar(request: ScopedRequest, school: Body) -> HttpResponse:
    """Answer a page that asks, from time to time, what is new; often it is nothing."""
    rows = alerts_not_seen(request.scope.memberships)
    if not rows:
        return HttpResponse(status=NOTHING)
    return render(request, "layouts/_alerts.jinja", {"alerts": rows, "school": school})


@require_POST
def seen(request: ScopedRequest, school: Body, alert: int) -> HttpResponse:
    """Keep that the person saw an alert, and lead on to what it is about."""
    row = alert_of(request.scope.memberships, alert)
    if row is None:
        raise Http404
    see_alerts(alert=row, memberships=request.scope.memberships, now=clock.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return bar(request, school)
    leads_to = row.link if request.POST.get("open") and row.link else ""
    return redirect(leads_to or reverse("alerts", kwargs={"school": school.slug}))

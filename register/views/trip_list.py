"""The list of a trip that its leader ticks on a phone, and the one on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from core.words import count
from register.forms.trip import ticks_sent
from register.models import Trip
from register.permissions import check_may_lead, check_may_ring
from register.presenters.trip import paper_lines, trip_page
from register.rules.entries import Outcome
from register.rules.trip import slot_now
from register.selectors.people import names_with_positions
from register.selectors.trip import (
    left_of,
    numbers_to_ring,
    place_of,
    riders_of,
    session_here,
    slots_of,
)
from register.services.trip import mark_on_trip, take_off_trip
from register.views.trip import trip_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.sessions import Slot
from schools.services.access import log_access
from schools.services.refusals import Refused


@never_cache
def trip_list(request: ScopedRequest, school: Body, trip: int) -> HttpResponse:
    """Show who is to come, large enough for a thumb; mark those who are ticked."""
    row = trip_or_404(school, trip)
    by = check_may_lead(request.scope, row)
    slots = slots_of(row)
    slot = _chosen(request, row, slots)
    if request.method == "POST" and slot is not None:
        present = ticks_sent(request.POST.getlist("here"))
        try:
            outcome = mark_on_trip(
                trip=row, slot=slot, present=present, by=by, now=clock.now()
            )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            _tell(request, row, outcome)
        return HttpResponseRedirect(_address(row, slot))
    page = {
        "trip": row,
        "page": trip_page(
            school, row, riders_of(row), left_of(row), slots=slots, slot=slot
        ),
        "slot": slot.number if slot else "",
    }
    return render(request, "register/trip_list.jinja", page)


@require_POST
def take_off(
    request: ScopedRequest, school: Body, trip: int, place: int
) -> HttpResponse:
    """Take a pupil off the list; the class register asks for them at once."""
    row = trip_or_404(school, trip)
    by = check_may_lead(request.scope, row)
    held = place_of(row, place)
    if held is None:
        raise Http404
    now = clock.now()
    has_begun = take_off_trip(
        place=held, by=by, now=now, here=session_here(school, now)
    )
    told = " The office is told." if has_begun else ""
    messages.success(
        request,
        f"{held.enrolment.pupil.name} is off the list and expected in class.{told}",
    )
    slot = _chosen(request, row, slots_of(row))
    if request.POST.get("from") == "list":
        return HttpResponseRedirect(_address(row, slot))
    where = {"school": school.slug, "trip": row.pk}
    return HttpResponseRedirect(reverse("trip", kwargs=where))


@never_cache
def paper(request: ScopedRequest, school: Body, trip: int) -> HttpResponse:
    """Print the list with whom to ring; each pupil's record counts as opened."""
    row = trip_or_404(school, trip)
    by = check_may_ring(request.scope, row)
    riders = riders_of(row)
    now = clock.now()
    for rider in riders:
        log_access(pupil=rider.enrolment.pupil, page="trip list", by=by, now=now)
    numbers = numbers_to_ring([rider.enrolment for rider in riders], clock.today())
    page = {
        "page": trip_page(school, row, riders, [], slots=[], slot=None),
        "lines": paper_lines(riders, numbers),
        "now": now,
    }
    return render(request, "register/trip_paper.jinja", page)


def _chosen(request: ScopedRequest, trip: Trip, slots: list[Slot]) -> Slot | None:
    """Return the session that the list is about: the one asked for, else this one's."""
    asked = request.POST.get("session", request.GET.get("session", ""))
    named = next((slot for slot in slots if str(slot.number) == asked), None)
    return named or slot_now(slots, session_here(trip.school, clock.now()))


def _tell(request: ScopedRequest, trip: Trip, outcome: Outcome) -> None:
    if outcome.saved:
        said = f"{count(len(outcome.saved), 'pupil')} marked {trip.code}."
        messages.success(request, said)
    if outcome.refused:
        messages.error(request, outcome.refused[0].sentence)
    names = names_with_positions(row.standing.by_id for row in outcome.conflicts)
    for row in outcome.conflicts:
        who = names.get(row.standing.by_id, "Somebody")
        messages.warning(
            request,
            f"{who} marked a pupil of the list {row.standing.code or 'nothing'}"
            " meanwhile. Look again.",
        )


def _address(trip: Trip, slot: Slot | None) -> str:
    where = {"school": trip.school.slug, "trip": trip.pk}
    query = f"?session={slot.number}" if slot else ""
    return f"{reverse('trip-list', kwargs=where)}{query}"

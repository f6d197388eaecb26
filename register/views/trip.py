"""Trips: the list of them, planning one, one trip, adding to it, cancelling it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import UNPROCESSABLE
from core.words import count
from register.forms.trip import AddForm, TripForm, numbers_sent
from register.models import Trip
from register.permissions import check_may_lead, leads
from register.presenters.trip import trip_lines, trip_page
from register.rules.trip import slot_now
from register.selectors.trip import (
    candidates,
    enrolments_named,
    groups_on,
    leaders,
    left_of,
    numbers_going,
    riders_of,
    session_here,
    slots_of,
    trip_of,
    trips_of,
)
from register.services.trip import add_to_trip, cancel_trip, plan_trip
from schools.models import Body, Enrolment, RegistrationGroup
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act

Picked = list[tuple[RegistrationGroup, list[Enrolment]]]


def trips(request: ScopedRequest, school: Body) -> HttpResponse:
    """List every trip, the next one first."""
    request.scope.check(Act.SEE_PUPILS)
    rows = trips_of(school)
    page = {
        "trips": trip_lines(
            school,
            rows,
            numbers_going(rows),
            today=clock.today(),
            person=request.user.pk,
        ),
        "may_plan": request.scope.may(Act.PLAN_TRIPS),
    }
    return render(request, "register/trips.jinja", page)


def plan(request: ScopedRequest, school: Body) -> HttpResponse:
    """Ask where to and for which classes, then who of them goes, then keep the trip."""
    request.scope.check(Act.PLAN_TRIPS)
    today = clock.today()
    groups = groups_on(school, today)
    form = TripForm(
        request.POST or None,
        day=today,
        leaders=leaders(school, today),
        groups=groups,
        initial={
            "code": "V",
            "first_day": today,
            "first_session": "am",
            "last_day": today,
            "last_session": "pm",
        },
    )
    picked: Picked = []
    if request.method == "POST" and form.is_valid():
        chosen = set(numbers_sent(form.cleaned_data["groups"]))
        picked = list(
            candidates(
                [row for row in groups if row.pk in chosen], form.details.first.day
            ).items()
        )
        if request.POST.get("act") == "plan":
            answer = _planned(request, school, form, picked)
            if answer is not None:
                return answer
    page: dict[str, Any] = {
        "form": form,
        "picked": picked,
        "ticked": _ticked(request, picked),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "register/trip_plan.jinja", page, status=status)


def trip(request: ScopedRequest, school: Body, trip: int) -> HttpResponse:
    """Show a trip: its facts, who goes, and what may be done with it."""
    request.scope.check(Act.SEE_PUPILS)
    row = trip_or_404(school, trip)
    slots = slots_of(row)
    page = {
        "trip": row,
        "page": trip_page(
            school,
            row,
            riders_of(row),
            left_of(row),
            slots=slots,
            slot=slot_now(slots, session_here(school, clock.now())),
        ),
        "groups": groups_on(school, clock.today()),
        "may_plan": request.scope.may(Act.PLAN_TRIPS),
        "may_lead": leads(request.scope, row)
        or request.scope.may(Act.TAKE_ANY_REGISTER),
        "may_ring": leads(request.scope, row) or request.scope.may(Act.SEE_CONTACTS),
    }
    return render(request, "register/trip.jinja", page)


def add(request: ScopedRequest, school: Body, trip: int) -> HttpResponse:
    """Show the pupils of a class who are not on the list; put the ticked ones on it."""
    row = trip_or_404(school, trip)
    by = check_may_lead(request.scope, row)
    groups = groups_on(school, clock.today())
    asked = request.POST.get("group", request.GET.get("group", ""))
    group = next(
        (one for one in groups if str(one.pk) == asked), next(iter(groups), None)
    )
    if group is None:
        raise Http404
    free = _not_going(row, group)
    form = AddForm(
        request.POST or None,
        pupils=[(str(one.pk), one.pupil.sort_name) for one in free],
        initial={"group": group.pk},
    )
    if request.method == "POST" and form.is_valid():
        wanted = set(numbers_sent(form.cleaned_data["pupil"]))
        chosen = [one for one in free if one.pk in wanted]
        try:
            added = add_to_trip(trip=row, enrolments=chosen, by=by, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{count(added, 'pupil')} added.")
            return HttpResponseRedirect(_address(row))
    page = {"trip": row, "group": group, "form": form, "free": free, "groups": groups}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "register/trip_add.jinja", page, status=status)


def _not_going(trip: Trip, group: RegistrationGroup) -> list[Enrolment]:
    going = {rider.enrolment.pk for rider in riders_of(trip)}
    pupils = candidates([group], clock.today())[group]
    return [one for one in pupils if one.pk not in going]


def cancel(request: ScopedRequest, school: Body, trip: int) -> HttpResponse:
    """Say what cancelling does, then do it: everybody is expected in class."""
    by = request.scope.check(Act.PLAN_TRIPS)
    row = trip_or_404(school, trip)
    if request.method != "POST":
        going = numbers_going([row]).get(row.pk, 0)
        page = {"trip": row, "going": going}
        return render(request, "register/trip_cancel.jinja", page)
    cancel_trip(trip=row, by=by, now=clock.now())
    messages.success(
        request, f"{row.name} is cancelled: everybody is expected in class."
    )
    return HttpResponseRedirect(_address(row))


def trip_or_404(school: Body, number: int) -> Trip:
    """Return the trip that an address names."""
    row = trip_of(school, number)
    if row is None:
        raise Http404
    return row


def _planned(
    request: ScopedRequest, school: Body, form: TripForm, picked: Picked
) -> HttpResponse | None:
    offered = {row.pk for _, pupils in picked for row in pupils}
    chosen = offered & set(numbers_sent(request.POST.getlist("pupil")))
    staff = {str(row.pk): row for row in leaders(school, clock.today())}
    try:
        row = plan_trip(
            school=school,
            details=form.details,
            leader=staff[form.cleaned_data["leader"]],
            enrolments=enrolments_named(school, chosen),
            by=request.scope.check(Act.PLAN_TRIPS),
            now=clock.now(),
        )
    except Refused as refusal:
        known = refusal.field if refusal.field in form.fields else None
        form.add_error(known, refusal.sentence)
        return None
    messages.success(
        request,
        f"{row.name}: {count(len(chosen), 'pupil')}. It stands beside each name in the"
        " registers.",
    )
    return HttpResponseRedirect(_address(row))


def _ticked(request: ScopedRequest, picked: Picked) -> set[int]:
    """Return who is ticked: everybody first, then as it was sent."""
    if request.POST.get("act") == "plan":
        return set(numbers_sent(request.POST.getlist("pupil")))
    return {row.pk for _, pupils in picked for row in pupils}


def _address(trip: Trip) -> str:
    return reverse("trip", kwargs={"school": trip.school.slug, "trip": trip.pk})

"""The decision about one pupil of a request, and whoever is decided alike."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.words import day
from register.codes.leave_grounds import grounds_on
from register.forms.leave import DecisionForm
from register.models import LeavePupil, LeaveRequest
from register.permissions import deciding_membership
from register.presenters.leave_page import leave_page
from register.selectors.leave_facts import facts_of
from register.services.leave_deciding import Granted, decide_leave, first_open_day
from register.views.leave import leave_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused


def leave_decide(
    request: ScopedRequest, school: Body, leave: int, place: int
) -> HttpResponse:
    """Ask for the decision with its ground and reasons, and keep it."""
    deciding_membership(request.scope, on=clock.today())
    row = leave_or_404(request.scope, school, leave)
    places = {one.pk: one for one in row.pupils.all()}
    if place not in places:
        raise Http404
    chosen = places.pop(place)
    others = [one for one in places.values() if not one.decision]
    form = _form(request, school, row, others)
    if request.method == "POST" and form.is_valid():
        answer = _decided(request, school, row, [chosen, *others], form)
        if answer is not None:
            return answer
    page = {
        "form": form,
        "leave": row,
        "page": leave_page(school, row, [facts_of(row, chosen, today=clock.today())]),
        "grounds": grounds_on(row.first_day).values(),
        "open_from": _open_from(school, row),
        "place": chosen,
    }
    return render(request, "register/leave_decide.jinja", page)


def _form(
    request: ScopedRequest, school: Body, row: LeaveRequest, others: list[LeavePupil]
) -> DecisionForm:
    first = max(row.first_day, first_open_day(school, clock.now()))
    return DecisionForm(
        request.POST or None,
        initial={
            "granted_first_day": min(first, row.last_day),
            "granted_last_day": row.last_day,
            "also": [str(one.pk) for one in others],
        },
        grounds=[one for one in grounds_on(row.first_day).values() if not one.instead],
        others=others,
    )


def _open_from(school: Body, row: LeaveRequest) -> str:
    """Say which days have begun, nothing where none of those asked for has."""
    first = first_open_day(school, clock.now())
    if first <= row.first_day:
        return ""
    if first > row.last_day:
        return (
            "Every day asked for has begun: leave can no longer be granted for any of"
            " them (SI 2024/208 reg 11). Refuse; absences are coded as they are."
        )
    return f"Some of the days have begun: leave can be granted from {day(first)} only."


def _decided(
    request: ScopedRequest,
    school: Body,
    row: LeaveRequest,
    places: list[LeavePupil],
    form: DecisionForm,
) -> HttpResponse | None:
    """Keep the decision and show the request, or put the refusal into the form."""
    typed = form.cleaned_data
    also = set(typed.get("also", []))
    chosen = [places[0], *(one for one in places[1:] if str(one.pk) in also)]
    granted = (
        Granted(
            ground=typed["ground"],
            shown=typed["shown"],
            first=typed["granted_first_day"],
            last=typed["granted_last_day"],
        )
        if form.is_grant
        else None
    )
    try:
        decide_leave(
            school=school,
            places=chosen,
            granted=granted,
            reasons=typed["reasons"],
            by=deciding_membership(request.scope, on=clock.today()),
            now=clock.now(),
        )
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return None
    names = ", ".join(one.enrolment.pupil.name for one in chosen)
    messages.success(request, f"Decided: {names}.")
    here = {"school": school.slug, "leave": row.pk}
    return HttpResponseRedirect(reverse("leave-request", kwargs=here))

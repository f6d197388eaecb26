"""A wrong arrival: corrected by an amendment, or taken back with its mark."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock
from register.forms.desk import CorrectionForm, TakeBackForm
from register.models import Arrival
from register.permissions import amending_membership
from register.presenters.desk import present_spot
from register.rules.arrivals import rule_on
from register.selectors.desk import arrival_of
from register.services.arrivals import correct_arrival, withdraw_arrival
from register.views.desk_asked import came_of, field_of, spot_at
from schools.models import Body, Membership
from schools.permissions import ScopedRequest, check_not_family
from schools.services.refusals import Refused


def arrival(request: ScopedRequest, school: Body, arrival: int) -> HttpResponse:
    """Correct an arrival, or take it back; the ledger keeps what was."""
    by = amending_membership(request.scope, on=clock.today())
    row = arrival_of(school, arrival)
    if row is None or row.withdrawn_at is not None:
        raise Http404
    check_not_family(request.scope, row.enrolment.pupil)
    is_back = request.POST.get("act") == "back"
    spot = spot_at(request, school, row.enrolment, by, instead_of=row)
    correcting = CorrectionForm(
        None if is_back else request.POST or None,
        initial=_first_of(row),
        causes=rule_on(spot.facts).causes if spot else (),
    )
    taking = TakeBackForm(request.POST if is_back else None, prefix="back")
    form = taking if is_back else correcting
    if request.method == "POST" and form.is_valid():
        try:
            if is_back:
                _take_back(row, taking, by)
            else:
                _correct(row, correcting, by)
        except Refused as refusal:
            form.add_error(field_of(form, refusal), refusal.sentence)
        else:
            messages.success(request, f"{row.enrolment.pupil.name}: changed.")
            return redirect(reverse("desk", kwargs={"school": school.slug}))
    page = {
        "form": form,
        "correcting": correcting,
        "taking": taking,
        "row": row,
        "standing": present_spot(spot) if spot else None,
    }
    return render(request, "register/desk/arrival.jinja", page)


def _correct(row: Arrival, form: CorrectionForm, by: Membership) -> None:
    correct_arrival(
        arrival=row,
        came=came_of(form),
        reason=form.cleaned_data["why_wrong"],
        by=by,
        now=clock.now(),
    )


def _take_back(row: Arrival, form: TakeBackForm, by: Membership) -> None:
    withdraw_arrival(
        arrival=row, reason=form.cleaned_data["why_wrong"], by=by, now=clock.now()
    )


def _first_of(row: Arrival) -> dict[str, object]:
    return {
        "arrived": clock.local(row.arrived_at).time(),
        "why": row.code,
        "reason": row.reason,
        "came_with": row.came_with,
    }

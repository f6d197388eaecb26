"""The sign-out desk: who collects, on whose word, who is turned away, who is back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock
from core.words import clock_time
from register.codes import code_on
from register.forms.desk import ALONE, DepartureForm, ReturnForm
from register.models import Departure
from register.presenters.desk import collectors_of, departure_lines
from register.rules.departures import CODES_OF_LEAVING
from register.selectors.desk import (
    departure_of,
    departures_on,
    group_names,
    leaders_of,
    told_today,
)
from register.services.departures import Leaving, record_departure, record_return
from register.views.desk import found_pupils, pupil_here
from schools.models import Body, Contact, Enrolment, Membership
from schools.permissions import ScopedRequest, check_not_family
from schools.selectors.contacts import contacts_of
from schools.selectors.policy import policy_on
from schools.services.refusals import Refused
from schools.states import Act, Role


def sign_out(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find the pupil, ask to whom they are handed over, and list who has left."""
    request.scope.check(Act.AMEND_MARKS)
    chosen = request.GET.get("pupil", "")
    if chosen.isdigit():
        return _leaving(request, school, int(chosen))
    text, pupils = found_pupils(request, school)
    if len(pupils) == 1:
        return redirect(f"{_address(school)}?pupil={pupils[0].pk}")
    page = {"q": text, "pupils": pupils, "leads_to": _address(school)}
    return render(request, "register/desk/leaving.jinja", page | _list(school))


def come_back(request: ScopedRequest, school: Body, departure: int) -> HttpResponse:
    """Sign a pupil back in; the time is now unless another is typed."""
    by = request.scope.check(Act.AMEND_MARKS)
    row = departure_of(school, departure)
    if row is None:
        raise Http404
    check_not_family(request.scope, row.enrolment.pupil)
    form = ReturnForm(
        request.POST or None, initial={"back": clock.local(clock.now()).time()}
    )
    if request.method == "POST" and form.is_valid():
        at = clock.at_local(clock.today(), form.cleaned_data["back"])
        try:
            record_return(departure=row, at=at, by=by, now=clock.now())
        except Refused as refusal:
            form.add_error("back", refusal.sentence)
        else:
            messages.success(
                request, f"{row.enrolment.pupil.name}: back {clock_time(at)}."
            )
            return redirect(_address(school))
    page = {"form": form, "row": row, "title": f"{row.enrolment.pupil.name} is back"}
    page |= {"button": "Sign in", "back": _address(school)}
    return render(request, "layouts/form.jinja", page)


def _leaving(request: ScopedRequest, school: Body, number: int) -> HttpResponse:
    by = request.scope.check(Act.AMEND_MARKS)
    pupil, enrolment = pupil_here(request, school, number)
    today = clock.today()
    contacts = contacts_of(pupil, today)
    told = told_today(school, enrolment, today)
    reason = next((row.words for row in told if row.code in CODES_OF_LEAVING), "")
    form = DepartureForm(
        request.POST or None,
        initial={"left": clock.local(clock.now()).time(), "reason": reason},
        collectors=collectors_of(contacts),
        leaders=[
            (str(row.pk), f"{row.name}, {row.position}")
            for row in leaders_of(school, today)
        ],
        codes=_codes(school, by),
    )
    if request.method == "POST" and form.is_valid():
        answer = _kept(request, school, enrolment, form, contacts)
        if answer is not None:
            return answer
    page = {
        "form": form,
        "pupil": pupil,
        "told": told,
        "must_be_authorised": policy_on(school, today).sign_out_is_authorised,
    }
    return render(request, "register/desk/leaving.jinja", page | _list(school))


def _kept(
    request: ScopedRequest,
    school: Body,
    enrolment: Enrolment,
    form: DepartureForm,
    contacts: list[Contact],
) -> HttpResponse | None:
    try:
        row = record_departure(
            school=school,
            enrolment=enrolment,
            leaving=_typed(form, school, contacts),
            must_be_authorised=policy_on(school, clock.today()).sign_out_is_authorised,
            by=request.scope.check(Act.AMEND_MARKS),
            now=clock.now(),
        )
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return None
    _say(request, row)
    return HttpResponseRedirect(_address(school))


def _say(request: ScopedRequest, row: Departure) -> None:
    name = row.enrolment.pupil.name
    if row.is_refused:
        messages.error(
            request,
            f"Do not hand {name} over. {row.refusal} The office, the safeguarding lead"
            " and the head have been told.",
        )
        return
    told = f" {row.suggestion.code} is suggested meanwhile." if row.suggestion else ""
    messages.success(request, f"{name}: left {clock_time(row.left_at)}.{told}")


def _typed(form: DepartureForm, school: Body, contacts: list[Contact]) -> Leaving:
    answers = form.cleaned_data
    today = clock.today()
    by_key = {str(row.pk): row for row in contacts}
    leaders = {str(row.pk): row for row in leaders_of(school, today)}
    contact = by_key.get(answers["collector"])
    is_other = contact is None and answers["collector"] != ALONE
    left = form.moment("left", today)
    if left is None:
        raise Refused("Enter when the pupil leaves.", field="left")
    return Leaving(
        at=left,
        reason=answers["reason"].strip(),
        contact=contact,
        stranger=answers["stranger"].strip() if is_other else "",
        authorised_by=leaders.get(answers["authorised_by"]),
        expected_at=form.moment("expected", today),
        code=answers["code"],
    )


def _codes(school: Body, by: Membership) -> list[tuple[str, str]]:
    today = clock.today()
    permitted = policy_on(school, today).codes_for([Role(by.role)])
    return [
        (code, f"{code}  {code_on(code, today).title}")
        for code in CODES_OF_LEAVING
        if code in permitted
    ]


def _list(school: Body) -> dict[str, Any]:
    today = clock.today()
    rows = departures_on(school, today)
    groups = group_names([row.enrolment_id for row in rows], today)
    lines = departure_lines(school, rows, groups)
    return {
        "left": [line for line in lines if not line.refusal],
        "turned_away": [line for line in lines if line.refusal],
        "now": clock.now(),
    }


def _address(school: Body) -> str:
    return reverse("sign-out", kwargs={"school": school.slug})

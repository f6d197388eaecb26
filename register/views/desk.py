"""The late desk: who came, the rule's answer, and today's list; a queue in seconds."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock
from register.forms.desk import ArrivalForm
from register.presenters.desk import arrival_lines, present_spot
from register.rules.arrivals import rule_on
from register.selectors.desk import arrivals_on, group_names
from register.services.arrivals import record_arrival
from register.views.desk_asked import came_of, field_of, spot_at
from register.views.found import pupil_or_404
from schools.models import Body, Enrolment, Membership, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.selectors.contacts import contacts_of
from schools.selectors.pupils import enrolment_on
from schools.selectors.search import find_pupils
from schools.services.refusals import Refused
from schools.states import Act

SHOWN = 12
DESKS = {"late": "desk", "leaving": "sign-out"}


def desk(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find the pupil, ask what the rule asks, keep the arrival, and list today's."""
    request.scope.check(Act.AMEND_MARKS)
    chosen = request.GET.get("pupil", "")
    if chosen.isdigit():
        return _arriving(request, school, int(chosen))
    text, pupils = found_pupils(request, school)
    if len(pupils) == 1:
        return redirect(f"{_address(school)}?pupil={pupils[0].pk}")
    page = {"q": text, "pupils": pupils, "leads_to": _address(school)}
    return render(request, "register/desk/late.jinja", page | _list(school))


def found(request: ScopedRequest, school: Body) -> HttpResponse:
    """Answer the letters typed so far with pupils to choose from."""
    request.scope.check(Act.AMEND_MARKS)
    name = DESKS.get(request.GET.get("desk", ""))
    if name is None:
        raise Http404
    text, pupils = found_pupils(request, school)
    page = {
        "q": text,
        "pupils": pupils,
        "leads_to": reverse(name, kwargs={"school": school.slug}),
    }
    return render(request, "register/desk/_found.jinja", page)


def found_pupils(request: ScopedRequest, school: Body) -> tuple[str, list[Pupil]]:
    """Return the letters that were typed, and the pupils on roll whom they find."""
    text = request.GET.get("q", "").strip()
    today = clock.today()
    pupils = find_pupils(school, text, today, at_most=SHOWN) if text else []
    return text, [pupil for pupil in pupils if pupil.is_on_roll]  # type: ignore[attr-defined]


def pupil_here(
    request: ScopedRequest, school: Body, number: int
) -> tuple[Pupil, Enrolment]:
    """Return a pupil on roll whom the person may work on, with the enrolment."""
    pupil = pupil_or_404(school, number)
    check_not_family(request.scope, pupil)
    enrolment = enrolment_on(pupil, clock.today())
    if enrolment is None or not enrolment.is_on_roll(clock.today()):
        raise Http404
    return pupil, enrolment


def _arriving(request: ScopedRequest, school: Body, number: int) -> HttpResponse:
    by = request.scope.check(Act.AMEND_MARKS)
    pupil, enrolment = pupil_here(request, school, number)
    spot = spot_at(request, school, enrolment, by)
    causes = rule_on(spot.facts).causes if spot else ()
    known = next((cause.code for cause in causes if cause.is_known), "")
    form = ArrivalForm(
        request.POST or None,
        initial={"arrived": clock.local(clock.now()).time(), "why": known},
        causes=causes,
    )
    if request.method == "POST" and form.is_valid():
        answer = _kept(request, school, enrolment, form, by)
        if answer is not None:
            return answer
    page = {
        "form": form,
        "pupil": pupil,
        "spot": spot,
        "standing": present_spot(spot) if spot else None,
        "contacts": contacts_of(pupil, clock.today()),
    }
    return render(request, "register/desk/late.jinja", page | _list(school))


def _kept(
    request: ScopedRequest,
    school: Body,
    enrolment: Enrolment,
    form: ArrivalForm,
    by: Membership,
) -> HttpResponse | None:
    """Keep the arrival and go back for the next pupil, or say what stops it."""
    try:
        row = record_arrival(
            school=school,
            enrolment=enrolment,
            came=came_of(form),
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(field_of(form, refusal), refusal.sentence)
        return None
    late = f", {row.minutes_late} min late" if row.minutes_late else ""
    messages.success(request, f"{enrolment.pupil.name}: {row.code or 'in'}{late}.")
    return HttpResponseRedirect(_address(school))


def _list(school: Body) -> dict[str, object]:
    today = clock.today()
    rows = arrivals_on(school, today)
    lines = arrival_lines(
        school, rows, group_names([r.enrolment_id for r in rows], today)
    )
    return {
        "lines": [line for line in lines if not line.withdrawn],
        "withdrawn": [line for line in lines if line.withdrawn],
        "now": clock.now(),
    }


def _address(school: Body) -> str:
    return reverse("desk", kwargs={"school": school.slug})

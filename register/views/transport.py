"""Transport runs: who is on them, and the act for one that came late."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.words import count
from register.forms.transport import LateRunForm, RunForm, chosen
from register.models import TransportRun
from register.presenters.transport import passenger_rows, run_rows
from register.selectors.transport import (
    Passenger,
    passengers,
    place_of,
    places_of,
    run_of,
    runs_on,
)
from register.services.transport import (
    RunOutcome,
    add_run,
    end_run,
    put_on_run,
    record_run,
    take_off_run,
)
from register.views.desk import found_pupils, pupil_here
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def runs(request: ScopedRequest, school: Body) -> HttpResponse:
    """List today's runs, and which of them came late."""
    request.scope.check(Act.AMEND_MARKS)
    rows = run_rows(school, runs_on(school, clock.today()))
    return render(request, "register/desk/transport.jinja", {"rows": rows})


def add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Begin a run."""
    request.scope.check(Act.AMEND_MARKS)
    form = RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_run(school=school, starts_on=clock.today(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"{made.name}: add its pupils.")
            return redirect(_address(school, "transport-run", run=made.pk))
    page = {"form": form, "title": "Add a run", "button": "Add"}
    page |= {"back": _address(school, "transport")}
    return render(request, "layouts/form.jinja", page)


def run(request: ScopedRequest, school: Body, run: int) -> HttpResponse:
    """Show who is on a run, and find who is to be put on it."""
    request.scope.check(Act.AMEND_MARKS)
    row = _run_or_404(school, run)
    text, pupils = found_pupils(request, school)
    page = {
        "run": row,
        "places": places_of(row, clock.today()),
        "q": text,
        "pupils": pupils,
    }
    return render(request, "register/desk/run.jinja", page)


@require_POST
def put_on(request: ScopedRequest, school: Body, run: int) -> HttpResponse:
    """Give a pupil a place on a run."""
    request.scope.check(Act.AMEND_MARKS)
    row = _run_or_404(school, run)
    number = request.POST.get("pupil", "")
    if not number.isdigit():
        raise Http404
    pupil, enrolment = pupil_here(request, school, int(number))
    put_on_run(run=row, enrolment=enrolment, today=clock.today())
    messages.success(request, f"{pupil.name} is on {row.name}.")
    return redirect(_address(school, "transport-run", run=row.pk))


@require_POST
def take_off(
    request: ScopedRequest, school: Body, run: int, place: int
) -> HttpResponse:
    """End a pupil's place on a run with this day."""
    request.scope.check(Act.AMEND_MARKS)
    row = _run_or_404(school, run)
    held = place_of(row, place)
    if held is None:
        raise Http404
    take_off_run(place=held, today=clock.today())
    messages.success(
        request, f"{held.enrolment.pupil.name}: today is the last day on {row.name}."
    )
    return redirect(_address(school, "transport-run", run=row.pk))


@require_POST
def end(request: ScopedRequest, school: Body, run: int) -> HttpResponse:
    """End a run with this day."""
    request.scope.check(Act.AMEND_MARKS)
    row = _run_or_404(school, run)
    end_run(run=row, today=clock.today())
    messages.success(request, f"{row.name}: today is its last day.")
    return redirect(_address(school, "transport"))


def late(request: ScopedRequest, school: Body, run: int) -> HttpResponse:
    """Ask when a run came and why it was late, show what it writes, then write it."""
    by = request.scope.check(Act.AMEND_MARKS)
    row = _run_or_404(school, run)
    form = LateRunForm(
        request.POST or None, initial={"arrived": clock.local(clock.now()).time()}
    )
    page = {"form": form, "run": row, "rows": None, "on_it": set()}
    if request.method == "POST" and form.is_valid():
        # Read before anything is refused: a form forgets the answer that is wrong.
        arrived_at = form.arrived_at(clock.today())
        if request.POST.get("act") == "write":
            answer = _written(request, school, row, form, by)
            if answer is not None:
                return answer
        found = passengers(row, arrived_at)
        page |= {"rows": passenger_rows(found), "on_it": _ticked(request, found)}
    return render(request, "register/desk/run_late.jinja", page)


def _written(
    request: ScopedRequest,
    school: Body,
    row: TransportRun,
    form: LateRunForm,
    by: Membership,
) -> HttpResponse | None:
    try:
        outcome = record_run(
            run=row,
            arrived_at=form.arrived_at(clock.today()),
            reason=form.cleaned_data["reason"],
            on_it=chosen(request.POST.getlist("on_it")),
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return None
    messages.success(request, f"{row.name}: {_said(outcome)}")
    return redirect(_address(school, "desk"))


def _said(outcome: RunOutcome) -> str:
    marked = count(len(outcome.marked), "pupil") + " marked"
    left = [f"{one.enrolment.pupil.name}: {why}" for one, why in outcome.left]
    return ". ".join([marked, *left]) + ("." if not left else "")


def _ticked(request: ScopedRequest, found: list[Passenger]) -> set[int]:
    """Return who is taken to be on the run: all, until boxes say otherwise."""
    if request.POST.get("act") == "write":
        return set(chosen(request.POST.getlist("on_it")))
    return {one.enrolment.pk for one in found}


def _run_or_404(school: Body, number: int) -> TransportRun:
    row = run_of(school, number)
    if row is None:
        raise Http404
    return row


def _address(school: Body, name: str, **where: int) -> str:
    return reverse(name, kwargs={"school": school.slug, **where})

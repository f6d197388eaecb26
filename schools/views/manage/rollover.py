"""The step into the next year: planned, carried out in one act, undone until its day."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from schools.forms import rollover as forms
from schools.models import Body, Membership, Rollover
from schools.permissions import ScopedRequest
from schools.presenters import rollover as show
from schools.selectors import rollover as selectors
from schools.selectors.rollover import Mover
from schools.services import rollover as services
from schools.services.refusals import Refused
from schools.states import Act
from schools.views.pupils.record import is_done


@require_http_methods(["GET", "POST"])
def rollover(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the plan of next year, or ask for the day on which it begins."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    row = selectors.open_rollover(school, today)
    if row is None:
        return _begin(request, school, by)
    if row.done_at is not None:
        moves: list[Mover] = []
        form = None
    else:
        moves = selectors.movers(row)
        years = {m.standing.year for m in moves} | {row.plan["last_year"]}
        first = {
            "last_year": row.plan["last_year"],
            "also": ", ".join(row.plan["also"]),
        }
        form = forms.LastYearForm(request.POST or None, years=years, initial=first)
        if request.method == "POST" and is_done(
            form, lambda: _keep_groups(request, row, form, moves)
        ):
            messages.success(request, "The plan is saved.")
            return redirect("rollover", school=school.slug)
    return render(
        request, "schools/manage/rollover.jinja", _facts(row, moves) | {"form": form}
    )


@require_http_methods(["GET", "POST"])
def rollover_group(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Say of single pupils of a class what differs."""
    request.scope.check(Act.MANAGE_SCHOOL)
    row = selectors.open_rollover(school, clock.today())
    if row is None or row.done_at is not None:
        return redirect("rollover", school=school.slug)
    everyone = selectors.movers(row)
    moves = [mover for mover in everyone if mover.standing.group == group]
    if not moves:
        raise Http404
    if request.method == "POST":
        chosen = forms.typed_pupils(
            request.POST.dict(), [m.standing.enrolment for m in moves]
        )
        services.change_plan(rollover=row, changed={"pupils": chosen})
        messages.success(request, "The plan is saved.")
        return redirect("rollover", school=school.slug)
    group_now = moves[0].placement.group
    facts = {
        "name": group_now.name if group_now else "Pupils in no class",
        "lines": show.pupil_lines(moves, row.plan),
        "acts": forms.ACTS,
        "classes": [line.name for line in show.next_classes(everyone, row.plan)],
    }
    return render(request, "schools/manage/rollover_group.jinja", facts)


@require_POST
def carry_out(request: ScopedRequest, school: Body) -> HttpResponse:
    """Make next year's classes and move everyone, from the day of the plan."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    row = selectors.open_rollover(school, clock.today())
    if row is None:
        raise Http404
    if "is_read" not in request.POST:
        messages.error(request, "Tick that you have read where everyone goes.")
        return redirect("rollover", school=school.slug)
    try:
        services.carry_out(rollover=row, today=clock.today(), by=by, now=clock.now())
        messages.success(request, "Done. It can be undone until the year begins.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("rollover", school=school.slug)


@require_POST
def undo(request: ScopedRequest, school: Body) -> HttpResponse:
    """Put everything back, or drop a plan that was not carried out."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    row = selectors.open_rollover(school, clock.today())
    if row is None:
        raise Http404
    services.undo_rollover(rollover=row, today=clock.today(), by=by, now=clock.now())
    messages.success(request, "Undone: classes and pupils are as they were.")
    return redirect("rollover", school=school.slug)


def _begin(request: ScopedRequest, school: Body, by: Membership) -> HttpResponse:
    today = clock.today()
    starts_on, last_on = selectors.first_days(school, today)
    form = forms.StartForm(
        request.POST or None,
        initial={"starts_on": starts_on, "leavers_last_on": last_on},
    )
    if request.method == "POST" and is_done(
        form,
        lambda: services.draft_rollover(
            school=school, today=today, by=by, now=clock.now(), **form.cleaned_data
        ),
    ):
        return redirect("rollover", school=school.slug)
    past = show.history(selectors.past_rollovers(school, today))
    facts = {"form": form, "past": past}
    return render(request, "schools/manage/rollover_begin.jinja", facts)


def _keep_groups(
    request: ScopedRequest,
    row: Rollover,
    form: forms.LastYearForm,
    moves: list[Mover],
) -> None:
    groups = {m.standing.group for m in moves}
    changed: dict[str, Any] = {
        "last_year": form.cleaned_data["last_year"],
        "also": form.names,
        "groups": forms.typed_groups(request.POST.dict(), groups),
    }
    services.change_plan(rollover=row, changed=changed)


def _facts(row: Rollover, moves: list[Mover]) -> dict[str, Any]:
    return {
        "row": row,
        "groups": show.group_lines(moves, row.plan),
        "classes": show.next_classes(moves, row.plan),
        "totals": show.totals(moves),
    }

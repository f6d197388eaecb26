"""One arrangement for the pupils of a group: what it means for each, then one act."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.words import count
from register.codes.arrangement_kind import ArrangementKind
from register.forms.arrangements import ArrangementForm
from register.permissions import leave_membership
from register.selectors.roster import roster
from register.services.arrangement_groups import Planned, make_for_all, plan_for_all
from schools.models import Body, Enrolment, RegistrationGroup
from schools.permissions import ScopedRequest, family_refusal
from schools.selectors.groups import group_of
from schools.services.refusals import Refused


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A pupil of the group: the code, or why not; and whether the pupil is ticked."""

    enrolment: int
    name: str
    code: str
    why_not: str
    is_ticked: bool


def arrangement_group(
    request: ScopedRequest, school: Body, kind: ArrangementKind
) -> HttpResponse:
    """Ask once, show what it means for each pupil, and make it for those ticked."""
    group = group_of(school, int(request.GET["group"]))
    if group is None:
        raise Http404
    today = clock.today()
    form = ArrangementForm(
        request.POST or None, initial={"starts_on": today}, kind=kind, day=today
    )
    plan: list[PlanLine] = []
    if request.method == "POST" and form.is_valid():
        pupils = roster(group, form.agreed.first.day)
        plan = _plan(request, school, pupils, form)
        if "make" in request.POST:
            answer = _made(request, school, group, form, plan, pupils)
            if answer is not None:
                return answer
    page = {"form": form, "kind": kind, "group": group, "plan": plan}
    return render(request, "register/arrangements_group.jinja", page)


def _plan(
    request: ScopedRequest, school: Body, pupils: list[Enrolment], form: ArrangementForm
) -> list[PlanLine]:
    planned = plan_for_all(school, pupils, form.agreed, now=clock.now())
    is_first = "make" not in request.POST
    ticks = set(request.POST.getlist("enrolment"))
    return [_line(request, row, ticks, is_first=is_first) for row in planned]


def _line(
    request: ScopedRequest, row: Planned, ticks: set[str], *, is_first: bool
) -> PlanLine:
    pupil = row.enrolment.pupil
    why_not = row.why_not or family_refusal(request.scope, pupil) or ""
    is_ticked = not why_not and (is_first or str(row.enrolment.pk) in ticks)
    return PlanLine(row.enrolment.pk, pupil.sort_name, row.code, why_not, is_ticked)


def _made(
    request: ScopedRequest,
    school: Body,
    group: RegistrationGroup,
    form: ArrangementForm,
    plan: list[PlanLine],
    pupils: list[Enrolment],
) -> HttpResponse | None:
    """Make it for all who are ticked, or say for whom a rule stands against it."""
    ticked = {line.enrolment for line in plan if line.is_ticked}
    if not ticked:
        form.add_error(None, "Tick at least one pupil.")
        return None
    try:
        made = make_for_all(
            school=school,
            enrolments=[row for row in pupils if row.pk in ticked],
            agreed=form.agreed,
            by=leave_membership(request.scope, on=clock.today()),
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None
    said = f"{form.kind.title} of {group.name}: made for {count(len(made), 'pupil')}."
    messages.success(request, said)
    stage = "coming" if _begins(form) > clock.today() else "running"
    address = reverse("arrangements", kwargs={"school": school.slug})
    return HttpResponseRedirect(f"{address}?stage={stage}&kind={form.kind.key}")


def _begins(form: ArrangementForm) -> dt.date:
    return form.agreed.first.day

"""Steps that are due, each with the rule that put it there; and the ladder itself."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from followup.forms.step import StepForm
from followup.permissions import following_up
from followup.presenters.ladder import ladder_rows
from followup.presenters.steps import step_row
from followup.selectors.ladders import NoLadder, ladder_on
from followup.selectors.steps import find_step, steps_due, steps_of_role
from followup.services.stepping import end_step
from followup.states import StepEnd
from followup.views.found import or_404
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def steps(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show what is due: mine, or everybody's."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    everyone = request.GET.get("whose") == "all"
    due = steps_due(school, clock.today())
    mine = steps_of_role(due, request.scope.roles)
    page = {
        "rows": [
            step_row(school, row, clock.today()) for row in (due if everyone else mine)
        ],
        "everyone": everyone,
        "mine": len(mine),
        "all": len(due),
        "tabs": tabs_of(request.scope, "steps"),
    }
    return render(request, "followup/steps.jinja", page)


def step(request: ScopedRequest, school: Body, step: int) -> HttpResponse:
    """Ask what became of a step, and keep it."""
    row = or_404(find_step(school, step))
    by = following_up(request.scope, row.spell.enrolment.pupil)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_step(
                step=row,
                end=StepEnd(form.cleaned_data["end"]),
                words=form.cleaned_data["words"],
                by=by,
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error("words", refusal.sentence)
        else:
            messages.success(request, f"{row.spell.enrolment.pupil.name}: kept.")
            address = reverse("absence-steps", kwargs={"school": school.slug})
            return HttpResponseRedirect(address)
    page = {"row": step_row(school, row, clock.today()), "form": form}
    return render(request, "followup/step.jinja", page)


def ladder(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the ladder that the school goes by today, step by step."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    try:
        chosen = ladder_on(school, clock.today())
    except NoLadder as missing:
        nothing = {"missing": str(missing), "tabs": tabs_of(request.scope, "ladder")}
        return render(request, "followup/ladder.jinja", nothing)
    page = {
        "ladder": chosen.ladder,
        "chosen_by": chosen.chosen_by,
        "rows": ladder_rows(chosen.rungs),
        "tabs": tabs_of(request.scope, "ladder"),
    }
    return render(request, "followup/ladder.jinja", page)

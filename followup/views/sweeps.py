"""Batches of N codes: looked at, confirmed by a named person, or ordered beforehand."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.pages import form_page
from followup.forms.sweeps import InstructionForm
from followup.models import Sweep
from followup.permissions import instructing, may_instruct
from followup.presenters.sweeps import (
    instructions_section,
    say_entered,
    sweep_page,
    sweeps_section,
)
from followup.selectors.sweeps import (
    family_of,
    find_sweep,
    instructions_of,
    lines_of,
    objections,
    sweeps_of,
)
from followup.services.sweeps import (
    confirm_sweep,
    give_instruction,
    withdraw_instruction,
)
from followup.views.found import or_404
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest, refusal_of
from schools.services.refusals import Refused
from schools.states import Act


def sweeps(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the batches, and what a head ordered beforehand."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    here = may_instruct(request.scope)
    page = {
        "title": "Sweeps of N codes",
        "back": ("N codes", reverse("absence-n-codes", kwargs={"school": school.slug})),
        "sections": [
            sweeps_section(school, sweeps_of(school), title="Batches"),
            instructions_section(school, instructions_of(school), may_instruct=here),
        ],
        "tabs": tabs_of(request.scope, "n-codes"),
    }
    return render(request, "followup/sections.jinja", page)


def sweep(request: ScopedRequest, school: Body, sweep: int) -> HttpResponse:
    """Show one batch; confirmed, each N that has no reason becomes O."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_sweep(school, sweep))
    if request.method == "POST":
        return _confirm(request, school, row)
    lines = lines_of(row)
    waiting = [one for one in lines if not one.entered_at and not one.left_out_at]
    page = {
        "sweep": row,
        "page": sweep_page(
            school,
            row,
            lines,
            objections(waiting),
            family_of(
                request.scope.person.pk, [one.enrolment.pupil_id for one in waiting]
            ),
        ),
        "may_confirm": request.scope.may_own(Act.CONFIRM_SWEEP),
        "refusal": refusal_of(Act.CONFIRM_SWEEP),
    }
    return render(request, "followup/sweep.jinja", page)


def instruct(request: ScopedRequest, school: Body) -> HttpResponse:
    """Keep the head's word that sweeps are entered in their name."""
    by = instructing(request.scope)

    def keep(form: InstructionForm) -> None:
        said = form.cleaned_data
        kind, today = said["kind"], clock.today()
        if any(
            row.kind == kind and not row.withdrawn_at and row.period.contains(today)
            for row in instructions_of(school)
        ):
            raise ValidationError("An instruction for this sweep holds already.")
        give_instruction(
            school=school, kind=kind, words=said["words"], by=by, now=clock.now()
        )

    return form_page(
        request,
        InstructionForm(request.POST or None),
        keep,
        title="Standing instruction",
        done="Kept. From the next batch on the register names you.",
        leads_to=reverse("absence-sweeps", kwargs={"school": school.slug}),
        button="Give the instruction",
    )


@require_POST
def withdraw(request: ScopedRequest, school: Body, instruction: int) -> HttpResponse:
    """Take a standing instruction back."""
    by = instructing(request.scope)
    row = or_404(
        next((one for one in instructions_of(school) if one.pk == instruction), None)
    )
    withdraw_instruction(instruction=row, by=by, now=clock.now())
    messages.success(request, "Taken back. An officer confirms the next batch.")
    here = reverse("absence-sweeps", kwargs={"school": school.slug})
    return HttpResponseRedirect(here)


def _confirm(request: ScopedRequest, school: Body, row: Sweep) -> HttpResponse:
    by = request.scope.check_own(Act.CONFIRM_SWEEP)
    seen = request.POST.get("seen", "").split(",")
    try:
        entered = confirm_sweep(
            sweep=row,
            by=by,
            now=clock.now(),
            seen=frozenset(int(one) for one in seen if one.isdecimal()),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, say_entered(entered))
    here = {"school": school.slug, "sweep": row.pk}
    return HttpResponseRedirect(reverse("absence-sweep", kwargs=here))

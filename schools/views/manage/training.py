"""The training log: who was trained in what, and whose refresher is due."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.pages import form_page
from schools.forms.papers import TrainingDueForm, TrainingForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.presenters.papers import training_lines
from schools.selectors.people import staff_of
from schools.selectors.training import (
    courses_of,
    never_trained,
    refreshers_due,
    training_log,
    training_of,
)
from schools.services.training import Trained, correct_due, log_training
from schools.states import Act


@require_GET
def training(request: ScopedRequest, school: Body) -> HttpResponse:
    """List what is due first, then the whole log."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    facts = {
        "due": training_lines(refreshers_due(school, today)),
        "log": training_lines(training_log(school, today)),
        "never": never_trained(school, today),
    }
    return render(request, "schools/papers/training.jinja", facts)


def add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Log a training; with `?again=` the refresher of one in the log."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    today, wanted = clock.today(), request.GET.get("again", "")
    before = training_of(school, int(wanted)) if wanted.isdecimal() else None
    first: dict[str, object] = {"done_on": today}
    if before is not None:
        first |= {
            "member": before.member_id,
            "course": before.course,
            "provider": before.provider,
        }
    form = TrainingForm(
        request.POST or None,
        initial=first,
        staff=staff_of(school, on=today),
        courses=courses_of(school),
        today=today,
    )
    return form_page(
        request,
        form,
        lambda typed: log_training(
            school=school,
            trained=Trained(**typed.cleaned_data),
            by=by,
            now=clock.now(),
        ),
        title="Log a training",
        done="The training is in the log.",
        leads_to=reverse("training", kwargs={"school": school.slug}),
        button="Log",
    )


def due(request: ScopedRequest, school: Body, training: int) -> HttpResponse:
    """Set when the refresher is due."""
    request.scope.check(Act.MANAGE_SCHOOL)
    found = training_of(school, training)
    if found is None:
        raise Http404
    form = TrainingDueForm(
        request.POST or None,
        initial={"due_again_on": found.due_again_on},
        done_on=found.done_on,
    )
    return form_page(
        request,
        form,
        lambda typed: correct_due(training=found, **typed.cleaned_data),
        title=f"{found.course}: {found.member.name}",
        done="The day is set.",
        leads_to=reverse("training", kwargs={"school": school.slug}),
    )

"""The death of a child, recorded by the head or a safeguarding lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from schools.forms.death import DeathForm, TakeBackForm
from schools.models import Body, Membership, Pupil
from schools.permissions import ScopedRequest
from schools.selectors.siblings import siblings_of
from schools.services.death import record_death, take_back_death
from schools.states import Act
from schools.views.pupils.record import find_pupil, is_done


@require_http_methods(["GET", "POST"])
def death(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Say what will happen, ask for the name in writing, and do it in one act.

    Where it was recorded already, ask why that was wrong.
    """
    by = request.scope.check(Act.RECORD_DEATH)
    found, today = find_pupil(school, pupil), clock.today()
    if found.died_on is not None:
        return _take_back(request, school, found, by)
    form = DeathForm(request.POST or None, pupil=found, today=today)
    if request.method == "POST" and is_done(
        form,
        lambda: record_death(
            pupil=found, died_on=form.cleaned_data["died_on"], by=by, now=clock.now()
        ),
    ):
        messages.success(
            request, "It is recorded. Nothing is sent or listed for the child any more."
        )
        return redirect("pupil", school=school.slug, pupil=found.pk)
    facts = {"pupil": found, "form": form, "siblings": siblings_of(found, today)}
    return render(request, "schools/pupil_death.jinja", facts)


def _take_back(
    request: ScopedRequest, school: Body, pupil: Pupil, by: Membership
) -> HttpResponse:
    """Undo what was recorded of the wrong child."""
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and is_done(
        form,
        lambda: take_back_death(
            pupil=pupil,
            reason=form.cleaned_data["reason"],
            by=by,
            now=clock.now(),
        ),
    ):
        messages.success(request, "It is taken back, and the roll runs on.")
        return redirect("pupil-roll", school=school.slug, pupil=pupil.pk)
    facts = {
        "form": form,
        "title": "Recorded in error",
        "button": "Take it back",
        "back": reverse("pupil-roll", args=[school.slug, pupil.pk]),
        "lede": "The roll runs on from the day on which it ended. Suggestions,"
        " agreements and places that were withdrawn are entered anew by hand.",
    }
    return render(request, "layouts/form.jinja", facts)

"""Joining, moving between classes, leaving and coming back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from schools.forms.pupil import JoinerForm, LeaveForm, PlaceForm
from schools.models import Body, Enrolment, Membership, Pupil
from schools.permissions import ScopedRequest
from schools.presenters.roll import placements
from schools.selectors.pupils import enrolment_on, placement_on, placements_of
from schools.selectors.story import roll_changes
from schools.services import enrolments as services
from schools.services.enrolments import Place
from schools.states import Act
from schools.views.pupils.record import is_done, open_to_edit


@require_http_methods(["GET", "POST"])
def add_pupil(request: ScopedRequest, school: Body) -> HttpResponse:
    """Put a child on the roll from a day."""
    by = request.scope.check(Act.EDIT_PUPILS)
    form = JoinerForm(request.POST or None, school=school, today=clock.today())
    made: list[Pupil] = []
    if request.method == "POST" and is_done(
        form, lambda: _admit(form, school, by, made)
    ):
        for pupil in made:
            messages.success(
                request, f"{pupil.name} is on the roll. Add contacts next."
            )
            return redirect("contact-add", school=school.slug, pupil=pupil.pk)
    return render(request, "schools/pupil_add.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def roll(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Show a pupil's time on the roll, and move, end or begin it from a day."""
    found, by = open_to_edit(request, school, pupil, page="roll")
    today = clock.today()
    enrolment = enrolment_on(found, today)
    has_left = enrolment is None or (
        enrolment.ends_on is not None and enrolment.ends_on <= today
    )
    typed = request.POST if request.method == "POST" else None
    act = request.POST.get("act", "")
    place = _first_place(enrolment)
    move = PlaceForm(
        typed if act in {"move", "join"} else None,
        initial=place,
        school=school,
        today=today,
    )
    leave = LeaveForm(typed if act == "leave" else None, initial={"last_day": today})
    done = False
    if act == "join" and has_left:
        done = is_done(move, lambda: _join(move, found, by))
    elif act == "move" and enrolment and not has_left:
        done = is_done(move, lambda: _move(move, enrolment, by))
    elif act == "leave" and enrolment and not has_left:
        done = is_done(leave, lambda: _leave(leave, enrolment, by))
    if done:
        messages.success(request, "The roll is changed.")
        return redirect("pupil-roll", school=school.slug, pupil=found.pk)
    context = {
        "pupil": found,
        "has_left": has_left,
        "may_record_death": request.scope.may(Act.RECORD_DEATH),
        "move": move,
        "leave": leave,
        "form": leave if act == "leave" else move,
        "placements": placements(placements_of(found)),
        "changes": roll_changes(found),
    }
    return render(request, "schools/pupil_roll.jinja", context)


def _first_place(enrolment: Enrolment | None) -> dict[str, Any]:
    placement = placement_on(enrolment, clock.today()) if enrolment else None
    if placement is None:
        return {}
    return {"year_group": placement.year_group, "group": placement.group_id}


def _place(form: JoinerForm | PlaceForm) -> Place:
    answers = form.cleaned_data
    return Place(answers["group"], int(answers["year_group"]), answers["starts_on"])


def _admit(form: JoinerForm, school: Body, by: Membership, made: list[Pupil]) -> None:
    answers = form.cleaned_data
    made.append(
        services.admit_pupil(
            school=school,
            record=form.record,
            upn=answers["upn"],
            place=_place(form),
            by=by,
            now=clock.now(),
        )
    )


def _join(form: PlaceForm, pupil: Pupil, by: Membership) -> None:
    services.enrol(pupil=pupil, place=_place(form), by=by, now=clock.now())


def _move(form: PlaceForm, enrolment: Enrolment, by: Membership) -> None:
    services.move_pupil(enrolment=enrolment, place=_place(form), by=by, now=clock.now())


def _leave(form: LeaveForm, enrolment: Enrolment, by: Membership) -> None:
    services.end_enrolment(
        enrolment=enrolment,
        last_day=form.cleaned_data["last_day"],
        reason=form.cleaned_data["reason"],
        by=by,
        now=clock.now(),
    )

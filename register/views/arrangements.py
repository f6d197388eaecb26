"""Arrangements: the list, one of them, looking at it again, and ending it."""

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock
from core.forms import Form
from register.codes.arrangement_kinds import KINDS
from register.forms.arrangements import EndForm, LookForm
from register.models import Arrangement
from register.permissions import leave_membership
from register.presenters.arrangements import (
    arrangement_lines,
    arrangement_page,
    owed_lines,
)
from register.selectors.arrangements import (
    Stage,
    arrangements_of,
    find_arrangement,
    provisions_owed,
    reviews_due,
)
from register.selectors.confirmations import unaccounted_on
from register.services.arrangement_ending import end_arrangement, look_again
from schools.models import Body
from schools.permissions import ScopedRequest, check_not_family
from schools.services.refusals import Refused
from schools.states import Act


def arrangements(request: ScopedRequest, school: Body) -> HttpResponse:
    """List what is arranged, and what is owed or due because of it."""
    today = clock.today()
    leave_membership(request.scope, on=today)
    wanted, kind = request.GET.get("stage", ""), request.GET.get("kind", "")
    stage = Stage(wanted) if wanted in set(Stage) else Stage.RUNNING
    kind = kind if kind in {row.key for row in KINDS} else ""
    owed = provisions_owed(school, today)
    page = {
        "stage": stage,
        "kind": kind,
        "kinds": KINDS,
        "lines": arrangement_lines(
            school, arrangements_of(school, stage, today, kind=kind), today
        ),
        "reviews": len(reviews_due(school, today)),
        "owed": owed_lines(
            school, owed, today, says_why=request.scope.may(Act.SEE_SAFEGUARDING)
        ),
        "unaccounted": len(unaccounted_on(school, today, now=clock.now())),
    }
    return render(request, "register/arrangements.jinja", page)


def arrangement(request: ScopedRequest, school: Body, arrangement: int) -> HttpResponse:
    """Show one arrangement: what was agreed, what the law asks, who looked at it."""
    row = _found(request, school, arrangement)
    page = {
        "row": row,
        "page": arrangement_page(school, row, clock.today()),
        "pupil": row.enrolment.pupil,
    }
    return render(request, "register/arrangements_one.jinja", page)


def arrangement_end(
    request: ScopedRequest, school: Body, arrangement: int
) -> HttpResponse:
    """Ask for the last day and why, and end it with its suggestion."""
    row = _found(request, school, arrangement)
    by = leave_membership(request.scope, on=clock.today())
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = _done(
            form,
            lambda: end_arrangement(arrangement=row, by=by, now=clock.now(), **typed),
        )
        if done:
            messages.success(request, "Ended, and what stood beside the name with it.")
            return redirect(_address(school, row))
    return _form_page(request, row, form, title="End it", button="End it")


def arrangement_look(
    request: ScopedRequest, school: Body, arrangement: int
) -> HttpResponse:
    """Keep what was found on looking at an arrangement again."""
    row = _found(request, school, arrangement)
    by = leave_membership(request.scope, on=clock.today())
    form = LookForm(
        request.POST or None,
        initial={"next_on": clock.today() + dt.timedelta(weeks=4)},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = _done(
            form, lambda: look_again(arrangement=row, by=by, now=clock.now(), **typed)
        )
        if done:
            messages.success(request, "Kept.")
            return redirect(_address(school, row))
    return _form_page(request, row, form, title="Look at it again", button="Keep it")


def _found(request: ScopedRequest, school: Body, number: int) -> Arrangement:
    leave_membership(request.scope, on=clock.today())
    row = find_arrangement(school, number)
    if row is None:
        raise Http404
    check_not_family(request.scope, row.enrolment.pupil)
    return row


def _done(form: Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return False
    return True


def _form_page(
    request: ScopedRequest, row: Arrangement, form: Form, *, title: str, button: str
) -> HttpResponse:
    name = row.enrolment.pupil.name
    page = {
        "form": form,
        "title": f"{title}: {row.get_kind_display()}, {name}",
        "button": button,
        "back": _address(row.school, row),
    }
    return render(request, "layouts/form.jinja", page)


def _address(school: Body, row: Arrangement) -> str:
    here = {"school": school.slug, "arrangement": row.pk}
    return reverse("arrangement", kwargs=here)

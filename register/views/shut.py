"""Closing the school without warning: look at what it does, do it, take it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import UNPROCESSABLE
from core.words import count
from register.forms.shut import ShutForm, UndoShutForm, usual_answers
from register.presenters.shut import act_lines, plan_lines, total_of
from register.selectors.shut import act_of, acts_of, group_names, groups_to_choose
from register.services.shut import planned_closing, shut_school, undo_shut
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def shut(request: ScopedRequest, school: Body) -> HttpResponse:
    """Ask what is closed and why; show what it does; on the second press do it."""
    request.scope.check(Act.SHUT_SCHOOL)
    now, today = clock.now(), clock.today()
    form = ShutForm(
        request.POST or None,
        initial=usual_answers(clock.local(now), today),
        groups=groups_to_choose(school, today),
    )
    page: dict[str, Any] = {
        "form": form,
        "acts": act_lines(school, acts_of(school), group_names(school), now),
        "plans": (),
    }
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("act") == "shut":
                return _done(request, school, form)
            plans = planned_closing(school, form.closing, now=now)
            page |= {"plans": plan_lines(school, plans), "total": total_of(plans)}
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "register/shut.jinja", page, status=status)


def undo(request: ScopedRequest, school: Body, shut: int) -> HttpResponse:
    """Ask why, then take a closing of today back."""
    by = request.scope.check(Act.SHUT_SCHOOL)
    act = act_of(school, shut)
    if act is None:
        raise Http404
    now = clock.now()
    form = UndoShutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = undo_shut(
                school=school,
                act=act,
                reason=form.cleaned_data["reason"],
                by=by,
                now=now,
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            said = f"Undone: {count(taken, 'entry', 'entries')} taken back."
            messages.success(request, said)
            return HttpResponseRedirect(_address(school))
    (line,) = act_lines(school, [act], group_names(school), now)
    page = {"form": form, "line": line}
    return render(request, "register/shut_undo.jinja", page)


def _done(request: ScopedRequest, school: Body, form: ShutForm) -> HttpResponse:
    made = shut_school(
        school=school,
        closing=form.closing,
        by=request.scope.check(Act.SHUT_SCHOOL),
        now=clock.now(),
    )
    entered = sum(row.entered for row in made)
    messages.success(
        request,
        f"Closed: {count(entered, 'entry', 'entries')} of {made[0].code}, each in the"
        " ledger with your name. It can be undone until midnight.",
    )
    return HttpResponseRedirect(_address(school))


def _address(school: Body) -> str:
    return reverse("shut", kwargs={"school": school.slug})

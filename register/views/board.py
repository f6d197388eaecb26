"""The board: every register of a day, what is missing first; it refreshes itself."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from core import clock
from core.words import clock_time
from register.permissions import may_amend
from register.presenters.board import Board, present_board
from register.selectors.board import board_of, days_around, why_no_register
from register.selectors.roster import pupils_without_register, why_without_register
from register.services.taking import nudge_teacher
from register.views.found import day_or, register_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act

NOTHING_NEW = 204


def board(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show how every register of a day stands; today's, if no other is asked for."""
    request.scope.check(Act.WATCH_REGISTERS)
    day = day_or(request.GET.get("day"), clock.today())
    return _shown(request, school, day)


@require_POST
def nudge(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Ask for a missing register, and show the board with the moment of asking."""
    by = request.scope.check(Act.TAKE_ANY_REGISTER)
    register = register_or_404(school, group, day, session)
    try:
        asked = nudge_teacher(
            school=school,
            group=register.group,
            slot=register.slot,
            by=by,
            now=clock.now(),
        )
        said = f"{register.words}: asked {clock_time(asked.nudged_at)}."
    except Refused as refusal:
        said = refusal.sentence
    if request.htmx:
        return _shown(request, school, register.slot.day)
    messages.info(request, said)
    return HttpResponseRedirect(
        f"{reverse('board', kwargs={'school': school.slug})}?day={day}"
    )


def _shown(request: ScopedRequest, school: Body, day: dt.date) -> HttpResponse:
    shown = _board(school, day)
    if request.htmx and request.GET.get("seen") == shown.digest:
        return HttpResponse(status=NOTHING_NEW)
    today = clock.today()
    before, after = days_around(school, day)
    page = {
        "board": shown,
        "is_today": day == today,
        "before": before,
        "after": after,
        "why_none": "" if shown.rows else why_no_register(school, day),
        "may_ask": request.scope.may(Act.TAKE_ANY_REGISTER),
        "may_reopen": may_amend(request.scope, on=today),
    }
    name = "register/_board.jinja" if request.htmx else "register/board.jinja"
    response = render(request, name, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _board(school: Body, day: dt.date) -> Board:
    now = clock.now()
    pupils = pupils_without_register(school, day)
    return present_board(
        school,
        day,
        board_of(school, day, now),
        pupils=pupils,
        unregistered=why_without_register(pupils, day) if pupils else {},
        now=now,
    )

"""The outbox: what waits, what went, what failed, and what nobody knows about."""

from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from followup.presenters.messages import message_rows
from followup.selectors.messages import find_message, held, messages_on
from followup.services.sending import cancel_message, decide_fate, release_messages
from followup.views.found import day_or, or_404
from followup.views.lists import tabs_of
from register.selectors.board import days_around
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.policy import policy_on
from schools.services.refusals import Refused
from schools.states import Act


def outbox(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show every message of a day: what each says and how far it has come."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    day = day_or(request.GET.get("day"), clock.today())
    rows = message_rows(school, messages_on(school, day), today=clock.today())
    page = {
        "day": day,
        "is_today": day == clock.today(),
        "before": days_around(school, day)[0],
        "groups": rows,
        "held": sum(row.may_go for group in rows for row in group.rows),
        "setting": policy_on(school, day).messages_go_out,
        "tabs": tabs_of(request.scope, "messages"),
    }
    return render(request, "followup/messages.jinja", page)


@require_POST
def release(request: ScopedRequest, school: Body) -> HttpResponse:
    """Let today's held messages go, those that may."""
    by = request.scope.check(Act.FOLLOW_UP_ABSENCE)
    ids = list(held(school, clock.today()).values_list("pk", flat=True))
    gone = release_messages(school=school, ids=ids, by=by, now=clock.now())
    notes.success(request, f"{gone} of {len(ids)} messages let go.")
    return HttpResponseRedirect(_outbox(school))


@require_POST
def cancel(request: ScopedRequest, school: Body, message: int) -> HttpResponse:
    """Take a message back before it goes."""
    by = request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_message(school, message))
    try:
        cancel_message(message=row, why=f"Taken back by {by.name}.", now=clock.now())
    except Refused as refusal:
        notes.error(request, refusal.sentence)
    return HttpResponseRedirect(_outbox(school))


@require_POST
def decide(request: ScopedRequest, school: Body, message: int) -> HttpResponse:
    """Say of a message of unknown fate whether it was sent; if not, it goes again."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_message(school, message))
    was_sent = request.POST.get("was_sent") == "yes"
    decide_fate(message=row, was_sent=was_sent, now=clock.now())
    return HttpResponseRedirect(_outbox(school))


def _outbox(school: Body) -> str:
    return reverse("absence-messages", kwargs={"school": school.slug})

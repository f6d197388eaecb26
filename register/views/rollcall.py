"""Roll calls: begun, ticked by marshals with and without a network, ended, printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import clock
from register.forms.rollcall import (
    DRILL,
    NotUnderstood,
    StartForm,
    pressed_tick,
    read_ticks,
)
from register.models import RollCall
from register.presenters.rollcall import present_roll_call
from register.selectors.rollcall import (
    roll_call_of,
    roll_calls_of,
    running,
    words_on,
)
from register.services.rollcall import end_roll_call, record_ticks, start_roll_call
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def roll_calls(request: ScopedRequest, school: Body) -> HttpResponse:
    """Begin a roll call, or join the one that runs; earlier ones stand below."""
    by = request.scope.check_own(Act.SEE_PUPILS)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = start_roll_call(
            school=school,
            is_drill=form.cleaned_data["kind"] == DRILL,
            words=form.cleaned_data["words"],
            by=by,
            now=clock.now(),
        )
        return redirect(_address(school, "roll-call", call))
    page = {
        "form": form,
        "running": running(school),
        "earlier": [row for row in roll_calls_of(school) if row.ended_at],
    }
    return render(request, "register/rollcall/roll_calls.jinja", page)


def roll_call(request: ScopedRequest, school: Body, call: int) -> HttpResponse:
    """Show everybody by class with a button each; once it has ended, its report."""
    by = request.scope.check_own(Act.SEE_PUPILS)
    row = _call_or_404(school, call)
    if row.ended_at is not None:
        return redirect(_address(school, "roll-call-report", row))
    tick = pressed_tick(request.POST.get("tick", ""))
    if request.method == "POST" and tick is not None:
        record_ticks(call=row, ticks=[tick], by=by, now=clock.now())
        return redirect(f"{_address(school, 'roll-call', row)}#{tick.who}")
    page = {"call": present_roll_call(row), "school": school}
    return render(request, "register/rollcall/roll_call.jinja", page)


@never_cache
@require_POST
def ticks(request: ScopedRequest, school: Body, call: int) -> HttpResponse:
    """Keep what a marshal's device sends, and answer each tick by its key."""
    try:
        by = request.scope.check_own(Act.SEE_PUPILS)
        sent = read_ticks(request.body)
    except PermissionDenied as denied:
        return JsonResponse({"say": str(denied)}, status=403)
    except NotUnderstood as wrong:
        return JsonResponse({"say": str(wrong)}, status=400)
    if sent.person not in (None, request.user.pk):
        say = "This waits for another person: sign in as that person."
        return JsonResponse({"say": say}, status=403)
    row = _call_or_404(school, call)
    answers = record_ticks(
        call=row, ticks=sent.ticks, by=by, now=clock.now(), sent_at=sent.sent_at
    )
    items = [
        {
            "id": str(answer.key),
            "enrolment": 0,
            "state": "refused" if answer.sentence else "saved",
            "code": None,
            "version": 0,
            **({"sentence": answer.sentence} if answer.sentence else {}),
        }
        for answer in answers
    ]
    return JsonResponse({**_state(request, row), "items": items})


@never_cache
@require_GET
def state(request: ScopedRequest, school: Body, call: int) -> HttpResponse:
    """Say what all marshals have ticked so far, and whether the call has ended."""
    request.scope.check_own(Act.SEE_PUPILS)
    return JsonResponse(_state(request, _call_or_404(school, call)))


def end(request: ScopedRequest, school: Body, call: int) -> HttpResponse:
    """Ask once more, with how many are unknown; then end it and show its report."""
    by = request.scope.check_own(Act.SEE_PUPILS)
    row = _call_or_404(school, call)
    if request.method == "POST":
        try:
            end_roll_call(call=row, by=by, now=clock.now())
        except Refused as refusal:
            messages.info(request, refusal.sentence)
    if request.method == "POST" or row.ended_at is not None:
        return redirect(_address(school, "roll-call-report", row))
    page = {"call": present_roll_call(row)}
    return render(request, "register/rollcall/end.jinja", page)


def report(request: ScopedRequest, school: Body, call: int) -> HttpResponse:
    """Show who was unknown, and who saw whom when; it prints."""
    request.scope.check_own(Act.SEE_PUPILS)
    row = _call_or_404(school, call)
    page = {"call": present_roll_call(row)}
    return render(request, "register/rollcall/report.jinja", page)


def _state(request: ScopedRequest, row: RollCall) -> dict[str, object]:
    return {
        "person": request.user.pk,
        "csrf": get_token(request),
        "now": clock.now().isoformat(),
        "people": {
            who: {
                "is_safe": word.is_safe,
                "by": word.by,
                "at": f"{clock.local(word.at):%H:%M}",
            }
            for who, word in words_on(row).items()
        },
        "ended": row.ended_at is not None,
    }


def _call_or_404(school: Body, number: int) -> RollCall:
    row = roll_call_of(school, number)
    if row is None:
        raise Http404
    return row


def _address(school: Body, name: str, call: RollCall) -> str:
    return reverse(name, kwargs={"school": school.slug, "call": call.pk})

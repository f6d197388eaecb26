"""What the register's script says and asks: marks, handing in, how things stand."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from register.codes import codes_on
from register.forms.taking import NotUnderstood, read_marks, read_take
from register.presenters.register_answers import (
    items_of,
    marks_of,
    people_of,
    register_of,
)
from register.presenters.register_screen import outcome_shown, standing_shown
from register.presenters.register_status import tally_of
from register.rules.windows import deciding_moment
from register.selectors.page import StandingRow, standing_rows
from register.selectors.windows import NoSessionTimes
from register.services.marks import LONGEST_WAIT, record_marks
from register.services.presence import be_at_register
from register.services.taking import NotComplete, take_register
from register.views.taking.asked import Asked, asked, is_script, refusal
from register.views.taking.names import names_of
from schools.models import Body

View = Callable[..., HttpResponse]


def in_sentences(view: View) -> View:
    """Answer a script that may not, or that nobody understands, with JSON that says why."""

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            return view(request, **address)
        except PermissionDenied as denied:
            return refusal(403, str(denied))
        except NotComplete as refused:
            return refusal(409, str(refused), missing=refused.names)
        except (NotUnderstood, NoSessionTimes) as wrong:
            return refusal(400, str(wrong))

    return answer


@never_cache
@require_POST
@in_sentences
def marks(
    request: HttpRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Save the marks that a script sends, and say what became of each."""
    wanted = asked(request, school, group, day, session)
    sent = read_marks(request.body)
    _check_person(request, sent.person)
    outcome = record_marks(
        school=wanted.school,
        slot=wanted.slot,
        entries=list(sent.entries.values()),
        by=wanted.by,
        now=wanted.now,
        sent_at=sent.sent_at,
        group=wanted.group,
    )
    names = names_of(outcome, wanted.by)
    told = outcome_shown(outcome) if wanted.is_screen else outcome
    return JsonResponse(
        {
            **_pass(request, wanted),
            "items": items_of(told, sent.entries, names),
            "register": register_of(*wanted.tally_and_standing()),
        }
    )


@never_cache
@require_POST
@in_sentences
def take(
    request: HttpRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Hand a register in for a script; a person's form leads back to the page."""
    wanted = asked(request, school, group, day, session)
    sent = read_take(request.body if is_script(request) else b"")
    _check_person(request, sent.person)
    moment = deciding_moment(
        received_at=wanted.now,
        pressed_at=sent.pressed_at,
        sent_at=sent.sent_at,
        longest_wait=LONGEST_WAIT,
    )
    taken = take_register(
        school=wanted.school,
        group=wanted.group,
        slot=wanted.slot,
        by=wanted.by,
        now=wanted.now,
        device_at=moment.at if moment.is_devices else None,
    )
    if not is_script(request):
        return redirect(wanted.address)
    return JsonResponse(
        {
            **_pass(request, wanted),
            "taken_at": taken.taken_at.isoformat(),
            "taken_by": taken.taken_by.name,
        }
    )


@never_cache
@require_GET
@in_sentences
def state(
    request: HttpRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Say how every pupil of a register stands, and who else is here."""
    wanted = asked(request, school, group, day, session)
    rows = standing_rows(wanted.group, wanted.slot)
    others = be_at_register(
        group=wanted.group, slot=wanted.slot, by=wanted.by, now=wanted.now
    )
    return JsonResponse(_state(request, wanted, rows) | {"here": people_of(others)})


def _check_person(request: HttpRequest, person: int | None) -> None:
    if person not in (None, request.user.pk):
        raise PermissionDenied("This waits for another person: sign in as that person.")


def _state(
    request: HttpRequest, wanted: Asked, rows: list[StandingRow]
) -> dict[str, object]:
    status, taken = wanted.standing()
    tally = tally_of([row.code for row in rows], codes_on(wanted.slot.day))
    return {
        **_pass(request, wanted),
        "marks": marks_of(standing_shown(rows) if wanted.is_screen else rows),
        "register": register_of(tally, status, taken),
    }


def _pass(request: HttpRequest, wanted: Asked) -> dict[str, object]:
    """Return who was heard, a token to go on with, and the moment here."""
    return {
        "person": request.user.pk,
        "csrf": get_token(request),
        "now": wanted.now.isoformat(),
    }

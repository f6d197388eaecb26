"""The ledger of a register: every entry in order, or the register as it stood."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from register.permissions import may_amend
from register.presenters.extract import present_extract
from register.presenters.ledger import (
    HANDED_IN,
    choices_of,
    events_of,
    pupil_lines,
    summary_of,
)
from register.rules.windows import RegisterWindow
from register.selectors.ledger import entries_of, times_taken
from register.selectors.registers import Register
from register.selectors.windows import NoSessionTimes, reopenings_of
from register.views.found import check_may_read, register_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.sessions import Session, Slot
from schools.states import Act

# Who reads a register of a class and has one of these takes it, too.
TAKING = frozenset({Act.TAKE_ANY_REGISTER, Act.TAKE_OWN_REGISTERS})


def ledger(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Show every entry of a register; `?at=` shows it as it stood, `?changed=1` less."""
    register = register_or_404(school, group, day, session)
    check_may_read(request.scope, register)
    at = moment_of(request.GET.get("at", ""))
    is_changed_only = bool(request.GET.get("changed"))
    pupils = register.pupils()
    lines = entries_of([row.pk for row in pupils], [register.slot])
    reopenings = [
        row
        for row in reopenings_of(school, [register.slot])
        if row.group_id == register.group.pk
    ]
    events = events_of(
        register, times_taken(register.group, [register.slot]), reopenings
    )
    shown = pupil_lines(register, pupils, lines, at=at, changed_only=is_changed_only)
    page = {
        "register": register,
        "summary": summary_of(pupils, lines),
        "pupils": shown,
        "events": events,
        "choices": choices_of(register, _window(register), lines, events, at),
        "at": at,
        "at_value": clock.local(at).strftime("%Y-%m-%dT%H:%M") if at else "",
        "changed_only": is_changed_only,
        "later": sum(row.later for row in shown),
        "may_amend": may_amend(request.scope, on=clock.today()),
        "may_take": bool(request.scope.acts & TAKING),
        "is_taken": any(event.words.startswith(HANDED_IN) for event in events),
    }
    return render(request, "register/ledger.jinja", page)


def extract(request: ScopedRequest, school: Body, group: int, day: str) -> HttpResponse:
    """Show a day of a register as it is printed."""
    register = register_or_404(school, group, day, Session.AM.name.lower())
    check_may_read(request.scope, register)
    slots = [Slot(register.slot.day, session) for session in Session]
    pupils = register.pupils()
    page = present_extract(
        register,
        pupils,
        entries_of([row.pk for row in pupils], slots),
        times_taken(register.group, slots),
    )
    return render(
        request, "register/extract.jinja", {"extract": page, "now": clock.now()}
    )


def moment_of(text: str) -> dt.datetime | None:
    """Read a moment of a query by the school's clock; anything else is none."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON)


def _window(register: Register) -> RegisterWindow | None:
    try:
        return register.window()
    except NoSessionTimes:
        return None

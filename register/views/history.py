"""One mark with every entry in its place, and the amendments of a pupil or a day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core import clock
from core.periods import Period
from register.permissions import may_amend
from register.presenters.amendments import present_amendments
from register.presenters.history import present_history
from register.selectors.choices import last_day_of_n
from register.selectors.ledger import (
    amendments_made,
    amendments_of_sessions,
    entries_of,
    pupil_changes,
)
from register.selectors.registers import group_of
from register.views.found import day_or, enrolment_or_404, pupil_or_404, slot_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.sessions import academic_year_of, year_starts_on
from schools.services.access import log_access
from schools.states import Act


def mark_history(
    request: ScopedRequest, school: Body, enrolment: int, day: str, session: str
) -> HttpResponse:
    """Show one mark: what was entered, by whom, when and why."""
    by = request.scope.check(Act.SEE_PUPILS)
    row = enrolment_or_404(school, enrolment)
    slot = slot_or_404(day, session)
    today = clock.today()
    log_access(pupil=row.pupil, page="marks", by=by, now=clock.now())
    shown = present_history(
        school,
        row,
        slot,
        entries_of([row.pk], [slot]),
        group=group_of(row, slot.day),
        n_until=last_day_of_n(school, slot),
        today=today,
    )
    page = {"history": shown, "may_amend": may_amend(request.scope, on=today)}
    name = "_history" if request.htmx else "history"
    response = render(request, f"register/{name}.jinja", page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def pupil_amendments(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """List the marks of a pupil that were changed in a period, this year's at first."""
    by = request.scope.check(Act.SEE_PUPILS)
    row = pupil_or_404(school, pupil)
    today = clock.today()
    log_access(pupil=row, page="marks", by=by, now=clock.now())
    first = day_or(request.GET.get("from"), year_starts_on(academic_year_of(today)))
    last = max(first, day_or(request.GET.get("to"), today))
    lines = pupil_changes(school, row, Period.through(first, last))
    page = {
        "pupil": row,
        "first": first,
        "last": last,
        "amendments": present_amendments(school, lines, {}),
    }
    return render(request, "register/pupil_amendments.jinja", page)


def amendments(request: ScopedRequest, school: Body) -> HttpResponse:
    """List what was amended on a day, or of a day's sessions: who, what and why."""
    request.scope.check(Act.WATCH_REGISTERS)
    day = day_or(request.GET.get("day"), clock.today())
    of_sessions = request.GET.get("of") == "sessions"
    with_corrections = bool(request.GET.get("corrections"))
    find = amendments_of_sessions if of_sessions else amendments_made
    lines, pupils = find(school, day)
    page = {
        "day": day,
        "of_sessions": of_sessions,
        "with_corrections": with_corrections,
        "amendments": present_amendments(
            school,
            lines,
            pupils,
            made_on=None if of_sessions else day,
            with_corrections=with_corrections,
        ),
    }
    return render(request, "register/amendments.jinja", page)

"""The list of the day: it refreshes itself, and most calls need nothing but a press."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from core import clock
from followup.forms.attempt import QuickForm
from followup.permissions import following_up, may_safeguard, may_see_jobs
from followup.presenters.today import present_day
from followup.selectors.jobs import list_of
from followup.selectors.messages import held
from followup.selectors.today import absence_of, day_of, shared_lines
from followup.services.calling import Call, log_attempt
from followup.services.claiming import claim_lines
from followup.views.found import day_or, line_to_work_on
from register.selectors.board import days_around
from schools.models import Body
from schools.permissions import Scope, ScopedRequest
from schools.selectors.policy import policy_on
from schools.services.refusals import Refused
from schools.states import Act

NOTHING_NEW = 204


def today(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show who cannot be accounted for, in the order in which they are to be found."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    return _shown(request, school, day_or(request.GET.get("day"), clock.today()))


@require_POST
def claim(request: ScopedRequest, school: Body, line: int) -> HttpResponse:
    """Take a line and its family for some minutes, and go on to the calling page."""
    row, by = line_to_work_on(request.scope, school, line)
    absence = absence_of(request.scope, row)
    claim_lines(
        line_ids=[row.pk, *(other.pk for other in absence.siblings)],
        by=by,
        now=clock.now(),
        minutes=policy_on(school, clock.today()).claim_minutes,
    )
    return HttpResponseRedirect(
        reverse("absence-call", kwargs={"school": school.slug, "line": row.pk})
    )


@require_POST
def attempt(request: ScopedRequest, school: Body, line: int) -> HttpResponse:
    """Log that nobody answered, or a voicemail, in one press; then offer the next."""
    row, by = line_to_work_on(request.scope, school, line)
    form = QuickForm(request.POST, pupil=row.enrolment.pupil, day=row.day)
    if not form.is_valid():
        messages.error(request, "That number is no longer on the record.")
        return _shown(request, school, row.day)
    said = form.cleaned_data
    siblings = absence_of(request.scope, row).siblings
    try:
        log_attempt(
            school=school,
            lines=shared_lines(said["contact"], row, siblings),
            call=Call(
                key=said["key"],
                outcome=said["outcome"],
                contact=said["contact"],
                number=said["number"],
            ),
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    if "on_page" in request.POST:
        here = {"school": school.slug, "line": row.pk}
        return HttpResponseRedirect(reverse("absence-call", kwargs=here))
    return _shown(request, school, row.day)


def _shown(request: ScopedRequest, school: Body, day: dt.date) -> HttpResponse:
    now, is_today = clock.now(), day == clock.today()
    shown = present_day(
        school,
        day_of(request.scope, day, now),
        made=list_of(school, day),
        due_at=policy_on(school, day).daily_list_at,
        me=following_up(request.scope),
        now=now,
        held=held(school, day).count(),
    )
    before, after = days_around(school, day)
    if request.htmx and request.GET.get("seen") == shown.digest:
        return HttpResponse(status=NOTHING_NEW)
    if request.method == "POST" and not request.htmx:
        address = reverse("absence-today", kwargs={"school": school.slug})
        return HttpResponseRedirect(f"{address}?day={day.isoformat()}")
    page = {
        "page": shown,
        "day": day,
        "is_today": is_today,
        "before": before,
        "after": after if after and after <= clock.today() else None,
        "tabs": tabs_of(request.scope, "today"),
    }
    name = "followup/_today.jinja" if request.htmx else "followup/today.jinja"
    response = render(request, name, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def tabs_of(scope: Scope, current: str) -> list[tuple[str, str, bool]]:
    """Return the parts of the absence day, as far as the person may see them."""
    parts = (
        ("today", "Calls", "absence-today"),
        ("steps", "Steps due", "absence-steps"),
        ("n-codes", "N codes", "absence-n-codes"),
        ("safe-and-well", "Safe and well", "absence-cases"),
        ("vulnerable", "Vulnerable", "absence-vulnerable"),
        ("back", "Back in school", "absence-back"),
        ("authority", "Authority", "absence-authority"),
        ("safeguarding", "Safeguarding", "safeguarding"),
        ("messages", "Messages", "absence-messages"),
        ("ladder", "Ladder of days", "absence-ladder"),
        ("jobs", "Jobs", "absence-jobs"),
    )
    return [
        (text, reverse(name, kwargs={"school": scope.body.slug}), key == current)
        for key, text, name in parts
        if (key != "jobs" or may_see_jobs(scope))
        and (key != "safeguarding" or may_safeguard(scope))
    ]

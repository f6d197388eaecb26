"""A parent's link, without sign-in: looking changes nothing, only an answer counts.

Rate-limited by address. The page names the child by first name and nobody else.
"""

import datetime as dt
import uuid

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core import clock
from followup.forms.report import TellForm
from followup.models import ReportLink
from followup.services.links import open_link
from followup.services.reporting import (
    Report,
    answer_link,
    warn_that_home_expects_them,
)
from followup.states import Way
from schools.services.refusals import Refused

GONE, TOO_MANY = 410, 429
MOST, A_WHILE = 20, 60
# What a parent chose, as the code that staff will probably accept.
CODES = {"ill": "I", "appointment": "M"}
_KEYS = uuid.UUID("7b0d4d2e-5c1d-4a53-9d2a-0c6a2b1f4e55")


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, token: str) -> HttpResponse:
    """Ask why a child is not in school, and keep the answer as a claim."""
    if _too_often(request):
        return render(request, "429.jinja", status=TOO_MANY)
    link = open_link(token, clock.now())
    if link is None:
        return _shown(request, "followup/tell_gone.jinja", {}, status=GONE)
    form = TellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, link, form)
    return _shown(request, "followup/tell.jinja", {"form": form, **_facts(link)})


def _answered(request: HttpRequest, link: ReportLink, form: TellForm) -> HttpResponse:
    said, now = form.cleaned_data, clock.now()
    expected = said["expected_on"]
    last = link.day
    if expected and expected > link.day:
        last = expected - dt.timedelta(days=1)
    try:
        report = answer_link(
            link=link,
            report=Report(
                key=uuid.uuid5(_KEYS, str(link.pk)),
                way=Way.LINK,
                contact=link.contact,
                first_day=link.day,
                last_day=last,
                said=form.words,
                code=CODES.get(said["why"], ""),
                expected_on=expected,
            ),
            now=now,
        )
    except Refused as refusal:
        form.add_error("expected_on", refusal.sentence)
        return _shown(request, "followup/tell.jinja", {"form": form, **_facts(link)})
    if report is None:
        return _shown(request, "followup/tell_gone.jinja", {}, status=GONE)
    if said["why"] == "here":
        warn_that_home_expects_them(report, now=now)
    return _shown(
        request,
        "followup/tell_done.jinja",
        {**_facts(link), "is_urgent": said["why"] == "here"},
    )


def _facts(link: ReportLink) -> dict[str, object]:
    """Return all that the bearer of a link is told."""
    pupil = link.enrolment.pupil
    return {
        "first_name": pupil.known_as or pupil.first_name,
        "school_name": link.school.name,
        "telephone": link.school.telephone,
        "day": link.day,
    }


def _shown(
    request: HttpRequest, template: str, page: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, template, page, status=status)
    # The token stands in the address: it is told to no other host. Within ours the
    # browser must say where an answer comes from, or it would be taken for a forgery.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _too_often(request: HttpRequest) -> bool:
    """Count what one address asks in a minute."""
    key = f"tell:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, A_WHILE):
        return False
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:  # it ran out between the two
        return False

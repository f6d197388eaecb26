"""The queue of N codes: to be explained by the fifth school day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import clock
from followup.presenters.n_codes import queue_section
from followup.presenters.sweeps import sweeps_section
from followup.selectors.n_codes_queue import queue_of
from followup.selectors.sweeps import sweeps_of
from followup.selectors.today import groups_of
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act


def queue(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show each N with what is left of its five days, and the batches that wait."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    today = clock.today()
    rows = queue_of(school, today, person_id=request.scope.person.pk)
    groups = groups_of([row.enrolment.pk for row in rows], today)
    waiting = [row for row in sweeps_of(school) if row.confirmed_at is None]
    sections = [queue_section(school, rows, groups)]
    if waiting:
        sections.insert(0, sweeps_section(school, waiting, title="To confirm"))
    page = {
        "title": "N codes",
        "sections": sections,
        "tabs": tabs_of(request.scope, "n-codes"),
        "actions": [
            ("Sweeps", reverse("absence-sweeps", kwargs={"school": school.slug}))
        ],
    }
    return render(request, "followup/sections.jinja", page)

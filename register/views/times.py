"""When registers open and close, and what guidance says against it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import form_page
from register.forms.times import TimesForm
from register.presenters.times import times_block
from schools.models import Body, RegistrationGroup
from schools.permissions import ScopedRequest
from schools.selectors.groups import group_of, times_by_group
from schools.services.groups import set_times
from schools.states import Act


def times(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the school's times and those of groups that have their own."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    blocks = [
        times_block(
            group, history, [row for row in history if row.period.contains(today)]
        )
        for group, history in times_by_group(school)
    ]
    return render(request, "register/times.jinja", {"blocks": blocks})


def set_for_school(request: ScopedRequest, school: Body) -> HttpResponse:
    """Set the times of every group that has none of its own."""
    return _set(request, school, None)


def set_for_group(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Set the times of one group."""
    found = group_of(school, group)
    if found is None:
        raise Http404
    return _set(request, school, found)


def _set(
    request: ScopedRequest, school: Body, group: RegistrationGroup | None
) -> HttpResponse:
    request.scope.check(Act.MANAGE_SCHOOL)
    name = group.name if group else "every group without its own"
    return form_page(
        request,
        TimesForm(request.POST or None, initial={"starts_on": clock.today()}),
        lambda typed: set_times(school=school, group=group, **typed.facts),
        title=f"Session times of {name}",
        done="The times are set.",
        leads_to=reverse("times", kwargs={"school": school.slug}),
        lede="Guidance asks for at most 30 minutes, the same in every session"
        " (WTISA 2024).",
    )

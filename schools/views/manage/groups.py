"""Registration groups and who takes their registers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.pages import form_page
from schools.forms.days import GroupForm, TeacherForm
from schools.forms.people import LastDayForm
from schools.models import Body, RegistrationGroup
from schools.permissions import ScopedRequest
from schools.selectors.groups import group_of, groups_on, taker_of
from schools.selectors.people import staff_of
from schools.selectors.rollover import open_rollover
from schools.services.groups import add_group, assign_teacher, end_group, end_teacher
from schools.states import Act


def groups(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the groups, with pupils and takers."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    coming = open_rollover(school, today)
    facts = {
        "lines": groups_on(school, today),
        "next_year": groups_on(school, coming.starts_on)
        if coming and coming.done_at
        else [],
    }
    return render(request, "schools/manage/groups.jinja", facts)


def add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Open a group."""
    request.scope.check(Act.MANAGE_SCHOOL)
    form = GroupForm(request.POST or None, initial={"starts_on": clock.today()})
    return form_page(
        request,
        form,
        lambda typed: add_group(school=school, **typed.cleaned_data),
        title="Add a group",
        done="The group is added.",
        leads_to=_list(school),
        button="Add",
    )


def end(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Close a group that nobody is in."""
    request.scope.check(Act.MANAGE_SCHOOL)
    found = _group(school, group)
    form = LastDayForm(request.POST or None, initial={"last_on": clock.today()})
    return form_page(
        request,
        form,
        lambda typed: end_group(group=found, ends_on=typed.ends_on),
        title=f"Close {found.name}",
        done=f"{found.name} is closed.",
        leads_to=_list(school),
        button="Close the group",
    )


def assign(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Let somebody take a group's register."""
    request.scope.check(Act.MANAGE_SCHOOL)
    found, today = _group(school, group), clock.today()
    form = TeacherForm(
        request.POST or None,
        staff=staff_of(school, on=today),
        initial={"starts_on": max(today, found.starts_on)},
    )
    return form_page(
        request,
        form,
        lambda typed: assign_teacher(group=found, **typed.cleaned_data),
        title=f"Who takes the register of {found.name}",
        done="The register is assigned.",
        leads_to=_list(school),
    )


@require_POST
def unassign(
    request: ScopedRequest, school: Body, group: int, assignment: int
) -> HttpResponse:
    """Stop somebody from taking a group's register, from today."""
    request.scope.check(Act.MANAGE_SCHOOL)
    held = taker_of(_group(school, group), assignment)
    if held is None:
        raise Http404
    try:
        end_teacher(assignment=held, ends_on=clock.today())
        messages.success(request, f"{held.membership.name} no longer takes it.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_list(school))


def _group(school: Body, number: int) -> RegistrationGroup:
    found = group_of(school, number)
    if found is None:
        raise Http404
    return found


def _list(school: Body) -> str:
    return reverse("groups", kwargs={"school": school.slug})

"""Who works here, in which role, printed how."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import form_page
from schools.forms.people import ChangeForm, LastDayForm, MemberForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.people import former_staff_of, members_of_body, staff_of
from schools.services.people import add_member, change_membership, end_membership
from schools.states import MAY, ROLES_OF, Act, BodyKind


def people(request: ScopedRequest, school: Body) -> HttpResponse:
    """List who holds which role today, and who did."""
    request.scope.check(Act.MANAGE_SCHOOL)
    today = clock.today()
    facts = {
        "staff": list(staff_of(school, on=today)),
        "former": list(former_staff_of(school, on=today)),
        "roles": [
            (role.label, [act.value for act in Act if act in MAY[role]])
            for role in ROLES_OF[BodyKind.SCHOOL]
        ],
    }
    return render(request, "schools/manage/people.jinja", facts)


def add_person(request: ScopedRequest, school: Body) -> HttpResponse:
    """Give somebody a role."""
    request.scope.check(Act.MANAGE_SCHOOL)
    form = MemberForm(
        request.POST or None, body=school, initial={"starts_on": clock.today()}
    )
    return form_page(
        request,
        form,
        lambda typed: add_member(body=school, **typed.facts),
        title="Add a person",
        done="The role is given. A new person sets a password through the sign-in page.",
        leads_to=reverse("people", kwargs={"school": school.slug}),
        button="Add",
    )


def change_person(request: ScopedRequest, school: Body, member: int) -> HttpResponse:
    """Give somebody another role or position from a day on."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    membership = members_of_body(school).filter(pk=member).first()
    if membership is None:
        raise Http404
    first = {
        "role": membership.role,
        "position": membership.position,
        "starts_on": clock.today(),
    }
    form = ChangeForm(request.POST or None, body=school, initial=first)
    return form_page(
        request,
        form,
        lambda typed: change_membership(membership=membership, by=by, **typed.facts),
        title=f"Change a role: {membership}",
        done=f"{membership.name}: the change is entered.",
        leads_to=reverse("people", kwargs={"school": school.slug}),
        lede="The role before ends on the eve. Entries that they made keep the position"
        " that they had then.",
    )


def end_person(request: ScopedRequest, school: Body, member: int) -> HttpResponse:
    """End somebody's role."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    membership = members_of_body(school).filter(pk=member).first()
    if membership is None:
        raise Http404
    form = LastDayForm(request.POST or None, initial={"last_on": clock.today()})
    return form_page(
        request,
        form,
        lambda typed: end_membership(
            membership=membership, ends_on=typed.ends_on, by=by
        ),
        title=f"End a role: {membership}",
        done=f"{membership.name}: the role ends.",
        leads_to=reverse("people", kwargs={"school": school.slug}),
        button="End the role",
        lede="Entries that they made keep name and position. A change of position is an"
        " end and a new beginning.",
    )

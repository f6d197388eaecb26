"""Visitors and staff: in and out at the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.words import clock_time
from register.forms.transport import VisitorForm
from register.selectors.visitors import staff_on, visit_of, visits_on
from register.services.visitors import sign_in, sign_out
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def visitors(request: ScopedRequest, school: Body) -> HttpResponse:
    """Sign somebody in, and list who came today."""
    by = request.scope.check(Act.AMEND_MARKS)
    today = clock.today()
    staff = staff_on(school, today)
    form = VisitorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = sign_in(
                school=school,
                by=by,
                now=clock.now(),
                member=_member(form, staff),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"{row.name}: in {clock_time(row.arrived_at)}.")
            return redirect(_address(school))
    page = {"form": form, "staff": staff, "visits": visits_on(school, today)}
    return render(request, "register/desk/visitors.jinja", page | {"now": clock.now()})


@require_POST
def leave(request: ScopedRequest, school: Body, visit: int) -> HttpResponse:
    """Sign somebody out."""
    by = request.scope.check(Act.AMEND_MARKS)
    row = visit_of(school, visit)
    if row is None:
        raise Http404
    row = sign_out(visit=row, by=by, now=clock.now())
    messages.success(
        request, f"{row.name}: left {clock_time(row.left_at or clock.now())}."
    )
    return redirect(_address(school))


def _member(form: VisitorForm, staff: list[Membership]) -> Membership | None:
    """Return who of the staff signs in, by the name that the list offers."""
    name = form.cleaned_data["name"].lower()
    return next((row for row in staff if row.name.lower() == name), None)


def _address(school: Body) -> str:
    return reverse("visitors", kwargs={"school": school.slug})

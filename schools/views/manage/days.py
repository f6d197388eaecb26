"""The calendar: half terms and closures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.pages import form_page
from core.periods import Period
from core.words import count
from schools.forms.days import ClosureForm, HalfTermForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.calendar import calendar_of
from schools.selectors.groups import closure_of, closures_of, half_terms_of
from schools.services.calendar import (
    add_bank_holidays,
    add_closure,
    add_half_term,
    remove_closure,
)
from schools.states import Act


def calendar(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show half terms with their sessions, and closures."""
    request.scope.check(Act.MANAGE_SCHOOL)
    known = calendar_of(school)
    facts = {
        "today": clock.today(),
        "half_terms": [
            (row, known.count_sessions(Period(row.starts_on, row.ends_on)))
            for row in half_terms_of(school)
        ],
        "closures": list(closures_of(school)),
    }
    return render(request, "schools/manage/calendar.jinja", facts)


def half_term(request: ScopedRequest, school: Body) -> HttpResponse:
    """Enter a half term."""
    request.scope.check(Act.MANAGE_SCHOOL)
    return form_page(
        request,
        HalfTermForm(request.POST or None),
        lambda typed: add_half_term(school=school, **typed.facts),
        title="Add a half term",
        done="The half term is entered.",
        leads_to=_calendar(school),
        button="Add",
    )


def closure(request: ScopedRequest, school: Body) -> HttpResponse:
    """Enter a closure."""
    request.scope.check(Act.MANAGE_SCHOOL)
    return form_page(
        request,
        ClosureForm(request.POST or None),
        lambda typed: add_closure(school=school, **typed.facts),
        title="Add a closure",
        done="The closure is entered.",
        leads_to=_calendar(school),
        button="Add",
        lede="For days known beforehand (code #). No register is asked for on them.",
    )


@require_POST
def bank_holidays(request: ScopedRequest, school: Body) -> HttpResponse:
    """Enter the bank holidays that fall into half terms."""
    request.scope.check(Act.MANAGE_SCHOOL)
    made = add_bank_holidays(school=school)
    messages.success(
        request,
        f"{count(len(made), 'bank holiday')} entered."
        if made
        else "Every bank holiday within a half term is entered already.",
    )
    return redirect(_calendar(school))


@require_POST
def remove(request: ScopedRequest, school: Body, closure: int) -> HttpResponse:
    """Take back a closure that has not begun."""
    request.scope.check(Act.MANAGE_SCHOOL)
    found = closure_of(school, closure)
    if found is None:
        raise Http404
    try:
        remove_closure(closure=found, today=clock.today())
        messages.success(request, f"{found.name} is taken back.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(_calendar(school))


def _calendar(school: Body) -> str:
    return reverse("calendar", kwargs={"school": school.slug})

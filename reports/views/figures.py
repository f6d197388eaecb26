"""Figures of a school, a year group, a class; and the pupils behind them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from core import clock
from reports.presenters.figures import figures_page
from reports.presenters.figures_filters import choices_of
from reports.presenters.figures_pupils import pupils_page
from reports.rules.selection import NotAsked, Selection, selection_of
from reports.selectors.figures_people import Nobody, People
from schools.models import Body
from schools.permissions import ScopedRequest, flag_levels
from schools.selectors.calendar import calendar_of
from schools.selectors.flags import kinds_seen
from schools.selectors.policy import policy_on
from schools.states import Act

PUPILS_A_PAGE = 100
_KINDS = {"year": "year", "class": "group"}


def figures(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the figures of the whole school."""
    request.scope.check(Act.SEE_FIGURES)
    people = People(school, asked(request, school).about("school", None))
    return _page(request, people)


def figures_group(
    request: ScopedRequest, school: Body, kind: str, number: int
) -> HttpResponse:
    """Show the figures of a year group or a class, as it was on the last day."""
    request.scope.check(Act.SEE_FIGURES)
    if kind not in _KINDS:
        raise Http404
    people = People(school, asked(request, school).about(_KINDS[kind], number))
    try:
        return _page(request, people)
    except Nobody:
        raise Http404 from None


def figures_pupils(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the pupils of a selection with each one's own figures."""
    request.scope.check(Act.SEE_FIGURES)
    request.scope.check(Act.SEE_PUPILS)
    people = People(school, asked(request, school))
    policy = policy_on(school, people.selection.span.last)
    try:
        page = pupils_page(people, policy.bands, order=request.GET.get("order", ""))
    except Nobody:
        raise Http404 from None
    sheet = Paginator(page.rows, PUPILS_A_PAGE).get_page(request.GET.get("page"))
    query = people.selection.query(order=request.GET.get("order", "")) + "&"
    context = {"page": page, "sheet": sheet, "query": query}
    context["choices"] = _choices(request, people)
    return render(request, "reports/figures/pupils.jinja", context)


def asked(request: ScopedRequest, school: Body) -> Selection:
    """Return what the address asks for, a flag only as far as the person may see it."""
    try:
        selection = selection_of(request.GET.dict(), calendar_of(school), clock.today())
    except NotAsked:
        raise Http404 from None
    if selection.flag and selection.flag not in kinds_seen(flag_levels(request.scope)):
        raise Http404
    return selection


def _page(request: ScopedRequest, people: People) -> HttpResponse:
    policy = policy_on(people.school, people.selection.span.last)
    context = {
        "page": figures_page(people, policy.bands, clock.today()),
        "choices": _choices(request, people),
        "selection": people.selection,
    }
    return render(request, "reports/figures/figures.jinja", context)


def _choices(request: ScopedRequest, people: People) -> object:
    kinds = kinds_seen(flag_levels(request.scope))
    flags = tuple((kind.key, kind.label) for kind in kinds.values())
    return choices_of(
        people,
        path=request.path,
        flags=flags,
        today=clock.today(),
        names_pupils=request.scope.may(Act.SEE_PUPILS),
    )

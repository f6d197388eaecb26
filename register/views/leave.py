"""Requests for leave: the list, one of them, its print, and taking it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from letters.services.asking import letters_for
from register.codes.leave_grounds import grounds_on
from register.models import LeavePupil, LeaveRequest
from register.permissions import leave_membership, may_decide_leave
from register.presenters.leave import leave_lines
from register.presenters.leave_page import LeavePage, leave_page
from register.selectors.leave import Stage, find_leave, requests_of, waiting_count
from register.selectors.leave_facts import facts_of
from register.selectors.leave_letters import letter_of
from register.services.leave import withdraw_leave
from schools.models import Body
from schools.permissions import Scope, ScopedRequest, check_not_family
from schools.selectors.policy import policy_on
from schools.states import Act


def leave(request: ScopedRequest, school: Body) -> HttpResponse:
    """List requests for leave, those that wait first."""
    leave_membership(request.scope, on=clock.today())
    wanted = request.GET.get("stage", Stage.WAITING)
    stage = Stage(wanted) if wanted in set(Stage) else Stage.WAITING
    page = {
        "stage": stage,
        "stages": tuple(Stage),
        "lines": leave_lines(school, requests_of(school, stage)),
        "waiting": waiting_count(school),
        "notice_days": policy_on(school, clock.today()).leave_notice_days,
        "may_decide": may_decide_leave(request.scope, on=clock.today()),
        "now": clock.now(),
    }
    return render(request, "register/leave.jinja", page)


def leave_request(request: ScopedRequest, school: Body, leave: int) -> HttpResponse:
    """Show one request with what the head needs to decide it."""
    row = leave_or_404(request.scope, school, leave)
    page = {
        "leave": row,
        "page": page_of(school, row),
        "grounds": grounds_on(row.first_day).values(),
        "may_decide": may_decide_leave(request.scope, on=clock.today()),
        "letters": _letters(request.scope, row),
    }
    return render(request, "register/leave_request.jinja", page)


def leave_print(request: ScopedRequest, school: Body, leave: int) -> HttpResponse:
    """Show a request and its decisions on paper, for the pupil's file."""
    row = leave_or_404(request.scope, school, leave)
    page = {"leave": row, "page": page_of(school, row), "now": clock.now()}
    return render(request, "register/leave_print.jinja", page)


@require_POST
def leave_withdraw(request: ScopedRequest, school: Body, leave: int) -> HttpResponse:
    """Take a request back for the family."""
    by = leave_membership(request.scope, on=clock.today())
    row = leave_or_404(request.scope, school, leave)
    withdraw_leave(request=row, by=by, now=clock.now())
    messages.success(request, "Withdrawn. Nothing of it stands beside a name any more.")
    here = {"school": school.slug, "leave": row.pk}
    return HttpResponseRedirect(reverse("leave-request", kwargs=here))


def leave_or_404(scope: Scope, school: Body, number: int) -> LeaveRequest:
    """Return a request of the school for those who work with it, but no relative."""
    leave_membership(scope, on=clock.today())
    row = find_leave(school, number)
    if row is None:
        raise Http404
    for place in row.pupils.all():
        check_not_family(scope, place.enrolment.pupil)
    return row


def page_of(school: Body, row: LeaveRequest) -> LeavePage:
    """Return a request with its facts, ready to be drawn."""
    places = list(row.pupils.all())
    facts = [facts_of(row, place, today=clock.today()) for place in places]
    return leave_page(school, row, facts)


def _letters(scope: Scope, row: LeaveRequest) -> list[tuple[str, str, str]]:
    """Return for each decided pupil where the letter is written, or stands already."""
    if not scope.may(Act.SEND_LETTERS) or row.withdrawn_at is not None:
        return []
    return [_letter(scope.body, one) for one in row.pupils.all() if one.decision]


def _letter(school: Body, place: LeavePupil) -> tuple[str, str, str]:
    pupil, due = place.enrolment.pupil, letter_of(place)
    slug = {"school": school.slug}
    for made in letters_for(pupil=pupil, kind=due.kind, cause=due.cause):
        href = reverse("letter", kwargs={**slug, "letter": made.pk})
        return pupil.name, "The letter", href
    here = {**slug, "pupil": pupil.pk, "kind": due.kind}
    href = f"{reverse('letter-compose', kwargs=here)}?{urlencode({'cause': due.cause})}"
    return pupil.name, "Write the letter", href

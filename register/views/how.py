"""How registers are taken here."""

from django.http import HttpResponse
from django.shortcuts import render

from core import clock
from register.presenters.how import present_how
from register.selectors.how import times_of_mine
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.policy import policy_on
from schools.states import Act


def how(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show times, codes and steps to somebody who takes registers."""
    request.scope.check(Act.SEE_PUPILS)
    today = clock.today()
    page = present_how(
        times_of_mine(school, request.scope.memberships, today),
        policy_on(school, today),
        request.scope.roles,
        today,
    )
    return render(request, "register/how.jinja", {"page": page})

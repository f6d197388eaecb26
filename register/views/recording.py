"""How registers are recorded at this school: what new and visiting staff read first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from register.codes import codes_on
from register.presenters.recording import recording_guide
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.groups import times_by_group
from schools.selectors.policy import policy_on
from schools.states import Act


@require_GET
def recording(request: ScopedRequest, school: Body) -> HttpResponse:
    """Print the times, the steps and the codes of today, with who may enter each."""
    request.scope.check(Act.SEE_PUPILS)
    today = clock.today()
    by_group = [
        (group, [row for row in rows if row.period.contains(today)])
        for group, rows in times_by_group(school)
    ]
    others = "Every other group" if len(by_group) > 1 else "Every group"
    times = {group.name if group else others: rows for group, rows in by_group if rows}
    guide = recording_guide(
        codes=codes_on(today).values(),
        policy=policy_on(school, today),
        times=times,
        roles=request.scope.roles,
    )
    return render(request, "register/recording.jinja", {"guide": guide, "today": today})

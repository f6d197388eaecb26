"""Which pupil a form is about: found by name first, then named in the address."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core import clock
from followup.selectors.pupils import find_living
from followup.views.found import or_404
from schools.models import Body, Pupil
from schools.permissions import ScopedRequest
from schools.selectors.search import find_pupils

_SHOWN = 12


def picked(
    request: ScopedRequest, school: Body, *, title: str, back: str
) -> Pupil | HttpResponse:
    """Return the pupil that the address names, or the page that asks for one."""
    chosen = request.GET.get("pupil", "")
    if chosen.isdecimal():
        return or_404(find_living(school, int(chosen)))
    text = request.GET.get("q", "").strip()
    found = find_pupils(school, text, clock.today(), at_most=_SHOWN) if text else []
    if len(found) == 1:
        return HttpResponseRedirect(f"{request.path}?pupil={found[0].pk}")
    page = {"title": title, "back": back, "q": text, "pupils": found}
    return render(request, "followup/pick.jinja", page)

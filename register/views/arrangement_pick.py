"""Which pupil: the first step of leave and of arrangements, by a few letters."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.selectors.search import find_pupils

SHOWN = 12


def pick(
    request: ScopedRequest,
    school: Body,
    *,
    title: str,
    leads_to: str,
    carries: str = "",
) -> HttpResponse:
    """Ask for a pupil and lead on to an address with `?pupil=`; one alone is taken.

    `carries` is what the next address needs besides: "kind=travel&".
    """
    text = request.GET.get("q", "").strip()
    pupils = find_pupils(school, text, clock.today(), at_most=SHOWN) if text else []
    address = reverse(leads_to, kwargs={"school": school.slug})
    if len(pupils) == 1 and not request.htmx:
        return HttpResponseRedirect(f"{address}?{carries}pupil={pupils[0].pk}")
    page = {
        "title": title,
        "address": address,
        "carries": carries,
        "hidden": [part.split("=", 1) for part in carries.split("&") if part],
        "q": text,
        "pupils": pupils,
    }
    part = "register/_arrangements_found.jinja"
    whole = "register/arrangements_pick.jinja"
    answer = render(request, part if request.htmx else whole, page)
    answer["Vary"] = "HX-Request"
    return answer

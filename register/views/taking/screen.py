"""Says that the class can see the screen, for browsers without scripts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from register.views.taking.asked import SCREEN
from schools.models import Body
from schools.permissions import ScopedRequest

A_YEAR = 365 * 24 * 3600


@require_POST
def screen(request: ScopedRequest, school: Body) -> HttpResponse:
    """Keep on this device, for this person, whether registers are shown to a class."""
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = reverse("school-home", kwargs={"school": school.slug})
    answer = redirect(onward)
    if request.POST.get("screen") == "on":
        # Scripts read and write it, too; it holds a number and is no secret.
        answer.set_cookie(
            SCREEN,
            str(request.user.pk),
            max_age=A_YEAR,
            secure=request.is_secure(),
            samesite="Lax",
        )
    else:
        answer.delete_cookie(SCREEN, samesite="Lax")
    return answer

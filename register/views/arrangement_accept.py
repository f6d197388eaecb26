"""What is known of a whole register, taken in one act by whoever looked at it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.words import count
from register.forms.arrangements import TakeForm
from register.permissions import amending_membership, check_may_take, may_amend
from register.presenters.entries import chip_of
from register.rules.windows import has_closed
from register.selectors.arrangement_known import Offer, offers_of
from register.selectors.registers import Register
from register.selectors.windows import NoSessionTimes
from register.services.arrangement_accepting import accept_known
from register.views.found import register_or_404
from schools.models import Body, Membership
from schools.permissions import ScopedRequest


def register_known(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Show what is known of the pupils without a mark; one button takes what is ticked."""
    register = register_or_404(school, group, day, session)
    by = _membership(request, register)
    found = offers_of(register)
    form = TakeForm(request.POST if request.method == "POST" else None)
    refused: list[str] = []
    if request.method == "POST" and form.is_valid():
        ticked = set(form.cleaned_data["enrolment"])
        chosen = [one for one in found.offers if str(one.enrolment) in ticked]
        refused = _taken(request, register, chosen, by)
        if not refused:
            return HttpResponseRedirect(reverse("register", kwargs=register.address))
        found = offers_of(register)
    page = {
        "form": form,
        "register": register,
        "found": found,
        "lines": [(one, chip_of(one.code, register.slot.day)) for one in found.offers],
        "refused": refused,
    }
    return render(request, "register/arrangements_known.jinja", page)


def _membership(request: ScopedRequest, register: Register) -> Membership:
    """Return as whom the marks are entered: the taker, or who amends after the close."""
    today = clock.today()
    by = check_may_take(request.scope, register.group, on=today)
    try:
        is_closed = has_closed(
            register.window(), register.slot, clock.local(clock.now())
        )
    except NoSessionTimes:
        is_closed = False
    if is_closed and may_amend(request.scope, on=today):
        return amending_membership(request.scope, on=today)
    return by


def _taken(
    request: ScopedRequest, register: Register, chosen: list[Offer], by: Membership
) -> list[str]:
    """Enter what is ticked; return the sentences of what was not entered."""
    outcome = accept_known(
        school=register.school,
        slot=register.slot,
        offers=chosen,
        by=by,
        now=clock.now(),
    )
    names = {one.enrolment: one.name for one in chosen}
    if outcome.saved:
        said = count(len(outcome.saved), "mark")
        messages.success(request, f"{said} entered from what was known.")
    return [
        f"{names[row.typed.enrolment_id]}: {row.sentence}" for row in outcome.refused
    ] + [
        f"{names[row.typed.enrolment_id]}: marked {row.standing.code} meanwhile."
        for row in outcome.conflicts
    ]

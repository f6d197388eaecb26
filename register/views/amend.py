"""Amending one mark of any session, with the reason that the ledger keeps."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from register.forms.amend import NO_MARK, AmendForm
from register.permissions import amending_membership
from register.presenters.clash import clash_of
from register.presenters.codes import code_groups, open_codes, refused_codes
from register.presenters.history import present_history
from register.rules.entries import Entry, Outcome
from register.selectors.choices import code_choices, last_day_of_n
from register.selectors.ledger import entries_of
from register.selectors.registers import group_of
from register.services.marks import record_marks
from register.views.found import enrolment_or_404, slot_or_404
from schools.models import Body, Enrolment, Membership
from schools.permissions import ScopedRequest, check_not_family
from schools.rules.sessions import Slot


def amend(
    request: ScopedRequest, school: Body, enrolment: int, day: str, session: str
) -> HttpResponse:
    """Ask for the new code and the reason; show both entries where two people differ."""
    by = amending_membership(request.scope, on=clock.today())
    row = enrolment_or_404(school, enrolment)
    check_not_family(request.scope, row.pupil)
    slot = slot_or_404(day, session)
    page = _page(school, row, slot, by)
    form = AmendForm(
        request.POST or None,
        initial=_first(request, page["history"].version),
        codes=open_codes(page["choices"]),
        may_unmark=page["history"].version > 0,
    )
    if request.method == "POST" and form.is_valid():
        outcome = record_marks(
            school=school,
            slot=slot,
            entries=[_entry(form, row)],
            by=by,
            now=clock.now(),
        )
        if outcome.saved:
            return _done(request, page)
        form = _explained(form, outcome, page)
    return render(request, "register/amend.jinja", {**page, "form": form})


def _page(school: Body, row: Enrolment, slot: Slot, by: Membership) -> dict[str, Any]:
    choices = code_choices(school, row, slot, by=by, now=clock.now())
    return {
        "choices": choices,
        "groups": code_groups(choices),
        "refused": refused_codes(choices),
        "no_mark": NO_MARK,
        "history": present_history(
            school,
            row,
            slot,
            entries_of([row.pk], [slot]),
            group=group_of(row, slot.day),
            n_until=last_day_of_n(school, slot),
            today=clock.today(),
        ),
    }


def _first(request: ScopedRequest, version: int) -> dict[str, Any]:
    """Return what a link to the page may fill in: a call tells the code and the words."""
    told = {name: request.GET.get(name, "") for name in ("code", "reason", "nature")}
    return {"version": version, **told}


def _entry(form: AmendForm, row: Enrolment) -> Entry:
    answers = form.cleaned_data
    return Entry(
        enrolment_id=row.pk,
        code=form.wanted,
        version=answers["version"],
        minutes_late=answers["minutes_late"],
        nature=answers["nature"],
        reason=answers["reason"],
    )


def _explained(form: AmendForm, outcome: Outcome, page: dict[str, Any]) -> AmendForm:
    """Say which rule refuses the entry, or show what somebody else entered meanwhile."""
    if outcome.refused:
        form.add_error(None, outcome.refused[0].sentence)
        return form
    standing = page["history"].entries
    page["clash"] = clash_of(
        standing[-1] if standing else None, form.cleaned_data["code"]
    )
    # The form is shown again, made from what stands now.
    stands = {"version": outcome.conflicts[0].standing.version}
    form.data = {**{name: form.data.get(name) for name in form.data}, **stands}
    return form


def _done(request: ScopedRequest, page: dict[str, Any]) -> HttpResponse:
    history = page["history"]
    messages.success(request, f"{history.name}, {history.words}: amended.")
    return HttpResponseRedirect(reverse("mark-history", kwargs=history.address))

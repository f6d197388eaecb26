"""Recording what a family asks for: the pupil, then one form for up to three."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from register.forms.leave import LeaveForm
from register.models import LeaveRequest
from register.permissions import leave_membership
from register.presenters.leave import school_days_said
from register.rules.leave import notice_of
from register.selectors.leave import find_leave
from register.services.leave import Asked, record_leave
from register.views.arrangement_pick import pick
from register.views.found import pupil_or_404
from schools.models import Body, Contact, Enrolment, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.selectors.calendar import calendar_of
from schools.selectors.contacts import contacts_of
from schools.selectors.policy import policy_on
from schools.selectors.pupils import enrolment_on
from schools.selectors.siblings import siblings_of
from schools.services.refusals import Refused


def leave_ask(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find the pupil, then ask what the family asks for, and keep it."""
    leave_membership(request.scope, on=clock.today())
    chosen = request.GET.get("pupil", "")
    if not chosen.isdigit():
        return pick(request, school, title="Leave asked for", leads_to="leave-ask")
    pupil = pupil_or_404(school, int(chosen))
    check_not_family(request.scope, pupil)
    family = _family(pupil, clock.today())
    form = _form(request, school, pupil, family)
    if request.method == "POST" and form.is_valid() and "count" not in request.POST:
        answer = _kept(request, school, family, form)
        if answer is not None:
            return answer
    page = {"form": form, "pupil": pupil, "count": _count(school, form)}
    return render(request, "register/leave_ask.jinja", page)


def leave_days(request: ScopedRequest, school: Body) -> HttpResponse:
    """Answer two days with the school days between them, and the notice."""
    leave_membership(request.scope, on=clock.today())
    typed = (request.GET.get(n) for n in ("first_day", "last_day", "asked_on"))
    days = [_day(text) for text in typed]
    words = _words(school, *days)
    return render(request, "register/_leave_days.jinja", {"count": words})


def _family(pupil: Pupil, today: dt.date) -> dict[str, Enrolment]:
    """Return the pupil and brothers and sisters on the roll, each with the enrolment."""
    found = {}
    for one in (pupil, *siblings_of(pupil, today)):
        enrolment = enrolment_on(one, today)
        if enrolment is not None and (
            enrolment.ends_on is None or enrolment.ends_on > today
        ):
            found[str(one.pk)] = enrolment
    if str(pupil.pk) not in found:
        raise Http404
    return found


def _form(
    request: ScopedRequest, school: Body, pupil: Pupil, family: dict[str, Enrolment]
) -> LeaveForm:
    contacts = contacts_of(pupil, clock.today())
    return LeaveForm(
        request.POST or None,
        initial=_first(request, school, pupil, contacts),
        pupils=[(key, row.pupil.name) for key, row in family.items()],
        contacts=[
            (str(row.adult_id), f"{row.adult.name} ({row.relationship.lower()})")
            for row in contacts
        ],
    )


def _first(
    request: ScopedRequest, school: Body, pupil: Pupil, contacts: list[Contact]
) -> dict[str, Any]:
    """Return what stands in the form before anybody has typed; asked again, the same."""
    again = request.GET.get("again", "")
    before = find_leave(school, int(again)) if again.isdigit() else None
    first: dict[str, Any] = {"pupils": [str(pupil.pk)], "asked_on": clock.today()}
    if len(contacts) == 1:
        first["asked_by"] = str(contacts[0].adult_id)
    return first | (_same_again(before) if before else {})


def _same_again(before: LeaveRequest) -> dict[str, Any]:
    names = (
        *("first_day", "last_day", "reason", "is_abroad", "address_away"),
        *("contact_away_name", "contact_away_phone", "travel_evidence"),
    )
    return {
        **{name: getattr(before, name) for name in names},
        "pupils": [str(row.enrolment.pupil_id) for row in before.pupils.all()],
        "asked_by": str(before.asked_by_id),
        "second_parent": str(before.second_parent_id or ""),
    }


def _kept(
    request: ScopedRequest,
    school: Body,
    family: dict[str, Enrolment],
    form: LeaveForm,
) -> HttpResponse | None:
    """Keep the form and show it, or put the refusal beside its field."""
    typed = dict(form.cleaned_data)
    chosen = [family[key] for key in typed.pop("pupils")]
    for row in chosen:
        check_not_family(request.scope, row.pupil)
    adults = {str(row.adult_id): row.adult for row in _contacts(list(family.values()))}
    typed["asked_by"] = adults[typed["asked_by"]]
    typed["second_parent"] = adults.get(typed["second_parent"])
    try:
        made = record_leave(
            school=school,
            enrolments=chosen,
            asked=Asked(**typed),
            by=leave_membership(request.scope, on=clock.today()),
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return None
    messages.success(request, "Recorded. It waits for a decision.")
    here = {"school": school.slug, "leave": made.pk}
    return HttpResponseRedirect(reverse("leave-request", kwargs=here))


def _contacts(chosen: list[Enrolment]) -> list[Contact]:
    return [
        contact for row in chosen for contact in contacts_of(row.pupil, clock.today())
    ]


def _count(school: Body, form: LeaveForm) -> str:
    names = ("first_day", "last_day", "asked_on")
    return _words(school, *(_day(str(form[name].value() or "")) for name in names))


def _words(
    school: Body, first: dt.date | None, last: dt.date | None, asked: dt.date | None
) -> str:
    """Say how many school days two days hold, and the notice if the third is known."""
    if first is None or last is None:
        return ""
    said = school_days_said(calendar_of(school), first, last)
    if asked is None or last < first:
        return said
    wanted = policy_on(school, clock.today()).leave_notice_days
    return f"{said}; {notice_of(asked, first, wanted=wanted).words}"


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None

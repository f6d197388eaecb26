"""Making an arrangement: the kind, then the pupil or the group, then its own form."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from register.codes.arrangement_kind import ArrangementKind
from register.codes.arrangement_kinds import kinds_on
from register.forms.arrangements import ArrangementForm, ticked
from register.models import Arrangement
from register.permissions import deciding_membership, leave_membership, may_decide_leave
from register.rules.arrangements import warnings_about
from register.selectors.arrangements import find_arrangement, providers_of
from register.services.arrangements import make_arrangement, terms_of
from register.views.arrangement_group import arrangement_group
from register.views.arrangement_pick import pick
from register.views.found import pupil_or_404
from schools.models import Body, Enrolment, Membership, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.selectors.calendar import calendar_of
from schools.selectors.contacts import contacts_of
from schools.selectors.groups import groups_on
from schools.selectors.pupils import enrolment_on
from schools.services.refusals import Refused


def arrangement_new(request: ScopedRequest, school: Body) -> HttpResponse:
    """Lead from the kind to the pupil or group, and from there to the kind's form."""
    today = clock.today()
    leave_membership(request.scope, on=today)
    kind = kinds_on(today).get(request.GET.get("kind", ""))
    if kind is None:
        return _kinds(request, school, today)
    if request.GET.get("group", "").isdigit() and kind.for_group:
        _membership(request, kind)
        return arrangement_group(request, school, kind)
    chosen = request.GET.get("pupil", "")
    if not chosen.isdigit():
        return pick(
            request,
            school,
            title=kind.title,
            leads_to="arrangement-new",
            carries=f"kind={kind.key}&",
        )
    pupil = pupil_or_404(school, int(chosen))
    check_not_family(request.scope, pupil)
    return _asked(request, school, kind, pupil)


def _kinds(request: ScopedRequest, school: Body, today: dt.date) -> HttpResponse:
    """Show the kinds; with a pupil in the address, each for that pupil."""
    chosen = request.GET.get("pupil", "")
    pupil = pupil_or_404(school, int(chosen)) if chosen.isdigit() else None
    page = {
        "kinds": tuple(kinds_on(today).values()),
        "pupil": pupil,
        "groups": [line.group for line in groups_on(school, today)],
        "may_decide": may_decide_leave(request.scope, on=today),
    }
    return render(request, "register/arrangements_kinds.jinja", page)


def _membership(request: ScopedRequest, kind: ArrangementKind) -> Membership:
    """Return as whom the person makes it: leave is for whom the school authorised."""
    if kind.is_leave:
        return deciding_membership(request.scope, on=clock.today())
    return leave_membership(request.scope, on=clock.today())


def _asked(
    request: ScopedRequest, school: Body, kind: ArrangementKind, pupil: Pupil
) -> HttpResponse:
    by = _membership(request, kind)
    today = clock.today()
    enrolment = enrolment_on(pupil, today)
    if enrolment is None:
        raise Http404
    parents = [row for row in contacts_of(pupil, today) if row.lives_with_pupil]
    form = ArrangementForm(
        request.POST or None,
        initial=_first(request, school, today),
        kind=kind,
        day=today,
        providers=providers_of(school, today),
        parents=", ".join(row.adult.name for row in parents),
    )
    if request.method == "POST" and form.is_valid():
        made = _made(school, enrolment, form, by)
        if made is not None:
            return _answered(request, school, enrolment, form, made)
    page = {"form": form, "kind": kind, "pupil": pupil}
    return render(request, "register/arrangements_form.jinja", page)


def _made(
    school: Body, enrolment: Enrolment, form: ArrangementForm, by: Membership
) -> Arrangement | None:
    """Make it, or put the refusal into the form."""
    try:
        return make_arrangement(
            school=school,
            enrolment=enrolment,
            agreed=form.agreed,
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        field = {"first_day": "starts_on"}.get(refusal.field or "", refusal.field)
        form.add_error(field if field in form.fields else None, refusal.sentence)
        return None


def _answered(
    request: ScopedRequest,
    school: Body,
    enrolment: Enrolment,
    form: ArrangementForm,
    made: Arrangement,
) -> HttpResponse:
    beside = (
        "It stands beside the name."
        if made.suggestion_id
        else "It takes no registration: nothing stands beside the name."
    )
    messages.success(request, f"Kept for {enrolment.pupil.name}. {beside}")
    terms = terms_of(enrolment, form.agreed)
    for warning in warnings_about(terms, calendar_of(school)):
        messages.warning(request, warning)
    here = {"school": school.slug, "arrangement": made.pk}
    return HttpResponseRedirect(reverse("arrangement", kwargs=here))


def _first(request: ScopedRequest, school: Body, today: dt.date) -> dict[str, Any]:
    """Return what stands in the form first: what an earlier one said, or the day."""
    again = request.GET.get("again", "")
    before = find_arrangement(school, int(again)) if again.isdigit() else None
    if before is None:
        return {"starts_on": request.GET.get("from") or today}
    names = ("nature", "leaves_at", "returns_at", "reason", "agreed_with", "code")
    return {
        **{name: getattr(before, name) for name in names},
        **before.details,
        "provider": before.provider_id,
        "sessions": ticked(before.sessions),
        "starts_on": before.ends_on or today,
    }

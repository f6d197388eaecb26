"""Medical evidence: asked for, seen, decided, and a parent told before it counts."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from followup.forms.evidence import (
    AskForm,
    EvidenceDecisionForm,
    NoticeForm,
    SeenForm,
)
from followup.models import EvidenceRequest
from followup.permissions import following_up
from followup.presenters.evidence import evidence_page, say_parents
from followup.rules.evidence import ILLNESS, refusal_to_unauthorise
from followup.selectors.evidence import find_request, parents_of, slots_of_request
from followup.services.evidence import (
    ask_for_evidence,
    decide_evidence,
    record_unauthorised,
    see_evidence,
    tell_parent,
)
from followup.views.found import or_404
from followup.views.kept import kept_form
from followup.views.picking import picked
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.selectors.pupils import enrolment_on
from schools.services.refusals import Refused
from schools.states import Act

_ANSWER_DAYS = 5


@require_GET
def evidence(request: ScopedRequest, school: Body, request_id: int) -> HttpResponse:
    """Show one request with what was seen, decided and told."""
    row, _ = _found(request, school, request_id)
    decision = row.decisions.last()
    refusal = refusal_to_unauthorise(
        is_authorised=decision.is_authorised if decision else None,
        told=[one.contact_id for one in decision.notices.all()] if decision else [],
        parents=[one.pk for one in parents_of(row.enrolment.pupil, clock.today())],
    )
    ill = list(slots_of_request(row, ILLNESS))
    shown = evidence_page(
        school,
        row,
        refusal=refusal,
        open_sessions=len(ill),
        may_decide=request.scope.may(Act.AMEND_MARKS),
    )
    page = {"page": shown, "sections": shown.sections, "sessions": len(ill)}
    return render(request, "followup/evidence.jinja", page)


def ask(request: ScopedRequest, school: Body) -> HttpResponse:
    """Ask for evidence about one illness, by one rule."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    back = reverse("absence-back", kwargs={"school": school.slug})
    pupil = picked(request, school, title="Medical evidence", back=back)
    if isinstance(pupil, HttpResponse):
        return pupil
    by, today = following_up(request.scope, pupil), clock.today()
    enrolment = or_404(enrolment_on(pupil, today))
    given = request.GET
    form = AskForm(
        request.POST or None,
        initial={
            "rule": given.get("rule", "doubt"),
            "first_day": given.get("first", ""),
            "last_day": given.get("last", ""),
            "due_on": today + dt.timedelta(days=_ANSWER_DAYS),
        },
    )
    return kept_form(
        request,
        form,
        lambda form: ask_for_evidence(
            enrolment=enrolment, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"Medical evidence: {pupil.name}",
        back=back,
    )


def seen(request: ScopedRequest, school: Body, request_id: int) -> HttpResponse:
    """Keep what was shown or sent."""
    row, by = _found(request, school, request_id)
    return kept_form(
        request,
        SeenForm(request.POST or None, request.FILES or None),
        lambda form: see_evidence(
            request=row, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"Evidence seen: {row.enrolment.pupil.name}",
        back=_page(school, row),
    )


def decide(request: ScopedRequest, school: Body, request_id: int) -> HttpResponse:
    """Decide whether the evidence is enough."""
    row, by = _found(request, school, request_id)
    request.scope.check(Act.AMEND_MARKS)
    return kept_form(
        request,
        EvidenceDecisionForm(request.POST or None),
        lambda form: decide_evidence(
            request=row,
            is_authorised=form.cleaned_data["decision"] == "yes",
            reasons=form.cleaned_data["reasons"],
            key=form.cleaned_data["key"],
            by=by,
            now=clock.now(),
        ),
        title=f"Is it enough? {row.enrolment.pupil.name}",
        back=_page(school, row),
    )


def tell(request: ScopedRequest, school: Body, request_id: int) -> HttpResponse:
    """Keep that a parent was told that the absence will be unauthorised."""
    row, by = _found(request, school, request_id)
    decision = or_404(row.decisions.last())
    parents = parents_of(row.enrolment.pupil, clock.today())
    return kept_form(
        request,
        NoticeForm(request.POST or None, parents=say_parents(parents)),
        lambda form: tell_parent(
            decision=decision,
            contact_id=int(form.cleaned_data["contact"]),
            how=form.cleaned_data["how"],
            words=form.cleaned_data["words"],
            by=by,
            now=clock.now(),
        ),
        title=f"A parent was told: {row.enrolment.pupil.name}",
        back=_page(school, row),
    )


@require_POST
def record(request: ScopedRequest, school: Body, request_id: int) -> HttpResponse:
    """Enter O for the illness, once a parent was told."""
    row, _ = _found(request, school, request_id)
    by = request.scope.check_own(Act.AMEND_MARKS)
    try:
        entered = record_unauthorised(
            school=school, request=row, by=by, now=clock.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{entered} sessions became O, in your name.")
    return HttpResponseRedirect(_page(school, row))


def _found(
    request: ScopedRequest, school: Body, request_id: int
) -> tuple[EvidenceRequest, Membership]:
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_request(school, request_id))
    return row, following_up(request.scope, row.enrolment.pupil)


def _page(school: Body, row: EvidenceRequest) -> str:
    where = {"school": school.slug, "request_id": row.pk}
    return reverse("absence-evidence", kwargs=where)

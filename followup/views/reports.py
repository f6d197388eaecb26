"""Words from home: taken at the telephone or the counter, read, accepted or put aside."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from followup.forms.attempt import SOMEONE_ELSE
from followup.forms.report import JudgeForm, ReportForm
from followup.forms.step import ReasonForm
from followup.models import ParentReport
from followup.permissions import following_up
from followup.presenters.codes import code_groups, open_codes
from followup.presenters.today import report_row, who_is
from followup.selectors.reports import find_pupil, find_report
from followup.selectors.unexplained import needs_of
from followup.services.reporting import (
    Judgement,
    Report,
    accept_report,
    decline_report,
    take_and_accept,
)
from followup.states import Need, Way
from followup.views.found import or_404
from register.selectors.choices import CodeChoice, codes_to_suggest
from schools.models import Body, Contact, Enrolment, Pupil
from schools.permissions import ScopedRequest
from schools.rules.sessions import Session, Slot
from schools.selectors.contacts import contacts_of
from schools.selectors.policy import policy_on
from schools.selectors.pupils import enrolment_on, placement_on
from schools.selectors.search import find_pupils
from schools.services.refusals import Refused
from schools.states import Act

PUPIL = "pupil"
SHOWN = 12


def take(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find the pupil, then ask who said what for which days, and accept it."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    chosen = request.GET.get("pupil", "")
    if not chosen.isdigit():
        text = request.GET.get("q", "").strip()
        found = find_pupils(school, text, clock.today(), at_most=SHOWN) if text else []
        if len(found) == 1:
            return HttpResponseRedirect(f"{_address(school)}?pupil={found[0].pk}")
        page = {"q": text, "pupils": found}
        return render(request, "followup/report_pick.jinja", page)
    pupil = or_404(find_pupil(school, int(chosen)))
    return _asked(request, school, pupil)


def read(request: ScopedRequest, school: Body, report: int) -> HttpResponse:
    """Show what a parent said, and ask what is made of it."""
    row = or_404(find_report(school, report))
    choices = _choices(request, school, row)
    form = JudgeForm(
        request.POST or None, codes=open_codes(choices), initial={"code": row.code}
    )
    is_answered = request.method == "POST" and form.is_valid()
    if is_answered and _accepted(request, row, form):
        return HttpResponseRedirect(_list(school))
    return _read(request, school, row, choices, form, ReasonForm())


@require_POST
def decline(request: ScopedRequest, school: Body, report: int) -> HttpResponse:
    """Put a word from home aside, with the reasons; the line stays open."""
    row = or_404(find_report(school, report))
    by = following_up(request.scope, row.enrolment.pupil)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        choices = _choices(request, school, row)
        form = JudgeForm(codes=open_codes(choices), initial={"code": row.code})
        return _read(request, school, row, choices, form, reason)
    decline_report(
        report=row, rationale=reason.cleaned_data["reason"], by=by, now=clock.now()
    )
    messages.success(request, f"{row.enrolment.pupil.name}: put aside. The call stays.")
    return HttpResponseRedirect(_list(school))


def _choices(
    request: ScopedRequest, school: Body, row: ParentReport
) -> list[CodeChoice]:
    by = following_up(request.scope, row.enrolment.pupil)
    first = Slot(row.first_day, Session.AM)
    return codes_to_suggest(school, row.enrolment, first, by=by, now=clock.now())


def _read(
    request: ScopedRequest,
    school: Body,
    row: ParentReport,
    choices: list[CodeChoice],
    form: JudgeForm,
    reason: ReasonForm,
) -> HttpResponse:
    need = needs_of([row.enrolment_id], clock.today()).get(row.enrolment_id, Need.OTHER)
    page = {
        "report": row,
        "row": report_row(school, row),
        "form": form,
        "reason": reason,
        "wrong": reason if reason.errors else form,
        "groups": code_groups(choices),
        "needs_rationale": need is not Need.OTHER,
    }
    return render(request, "followup/report.jinja", page)


def _asked(request: ScopedRequest, school: Body, pupil: Pupil) -> HttpResponse:
    by = following_up(request.scope, pupil)
    today = clock.today()
    enrolment = enrolment_on(pupil, today)
    if enrolment is None:
        raise Http404
    choices = codes_to_suggest(
        school, enrolment, Slot(today, Session.AM), by=by, now=clock.now()
    )
    contacts = contacts_of(pupil, today)
    form = ReportForm(
        request.POST or None,
        codes=open_codes(choices),
        people=[
            *((str(row.pk), who_is(row)) for row in contacts),
            *_pupil_too(school, enrolment),
        ],
        initial={"key": uuid.uuid4(), "first_day": today, "last_day": today},
    )
    is_answered = request.method == "POST" and form.is_valid()
    if is_answered and _taken(request, school, enrolment, contacts, form):
        return HttpResponseRedirect(_list(school))
    page = {"form": form, "pupil": pupil, "groups": code_groups(choices)}
    return render(request, "followup/report_form.jinja", page)


def _pupil_too(school: Body, enrolment: Enrolment) -> list[tuple[str, str]]:
    """Offer the pupil as the one who reports, from the year that the school says."""
    placement = placement_on(enrolment, clock.today())
    least = policy_on(school, clock.today()).pupils_report_from_year
    if placement is None or placement.year_group < least:
        return []
    return [(PUPIL, f"{enrolment.pupil.name}, the pupil")]


def _taken(
    request: ScopedRequest,
    school: Body,
    enrolment: Enrolment,
    contacts: list[Contact],
    form: ReportForm,
) -> bool:
    """Keep and accept a report, or put the refusal into the form."""
    said, now = form.cleaned_data, clock.now()
    by = following_up(request.scope, enrolment.pupil)
    contact = next((row for row in contacts if str(row.pk) == said["whom"]), None)
    try:
        take_and_accept(
            school=school,
            enrolment=enrolment,
            report=Report(
                key=said["key"],
                way=Way(said["way"]),
                contact=contact,
                who=said["who"] if said["whom"] == SOMEONE_ELSE else "",
                is_from_pupil=said["whom"] == PUPIL,
                first_day=said["first_day"],
                last_day=said["last_day"],
                said=said["said"],
                code=said["code"],
            ),
            judgement=_judgement(said),
            by=by,
            now=now,
        )
    except Refused as refusal:
        _undo(form, refusal)
        return False
    messages.success(
        request, f"{enrolment.pupil.name}: {said['code']}, as {said['said']}."
    )
    return True


def _accepted(request: ScopedRequest, row: ParentReport, form: JudgeForm) -> bool:
    by = following_up(request.scope, row.enrolment.pupil)
    try:
        accept_report(
            report=row,
            judgement=_judgement(form.cleaned_data),
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        _undo(form, refusal)
        return False
    messages.success(
        request, f"{row.enrolment.pupil.name}: {form.cleaned_data['code']} accepted."
    )
    return True


def _undo(form: ReportForm | JudgeForm, refusal: Refused) -> None:
    """Show a refusal at its field."""
    form.add_error(
        refusal.field if refusal.field in form.fields else None, refusal.sentence
    )


def _judgement(said: dict[str, str]) -> Judgement:
    return Judgement(
        code=said["code"],
        is_reassuring=said["reassures"] == "yes",
        rationale=said["rationale"],
        nature=said["nature"],
    )


def _list(school: Body) -> str:
    return reverse("absence-today", kwargs={"school": school.slug})


def _address(school: Body) -> str:
    return reverse("absence-report", kwargs={"school": school.slug})

"""The calling page: log what was said, and the register, the line and the steps follow."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from followup.forms.attempt import SOMEONE_ELSE, AttemptForm
from followup.forms.step import ReasonForm
from followup.models import AbsenceLine
from followup.presenters.calling import CallPage, present_call
from followup.presenters.codes import code_groups, open_codes
from followup.rules.calling import is_claimed
from followup.selectors.steps import attempts_of_spell, steps_of
from followup.selectors.today import Absence, absence_of, who_is_calling
from followup.services.calling import Call, close_by_hand, log_attempt
from followup.services.claiming import release_lines
from followup.states import Outcome
from followup.views.found import line_to_work_on
from register.selectors.choices import CodeChoice, codes_to_suggest
from schools.models import Body, Contact, Membership
from schools.permissions import ScopedRequest
from schools.rules.sessions import Slot
from schools.services.refusals import Refused


def call(request: ScopedRequest, school: Body, line: int) -> HttpResponse:
    """Show every contact in order, and ask what came of the call."""
    desk = _Desk.of(request, school, line)
    form = desk.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _logged(request, school, desk.absence, form, desk.by)
        if answer is not None:
            return answer
    return desk.page(request, form, ReasonForm())


@require_POST
def give_back(request: ScopedRequest, school: Body, line: int) -> HttpResponse:
    """Give a claimed line back before its time."""
    desk = _Desk.of(request, school, line)
    ids = [desk.row.pk, *(other.pk for other in desk.absence.siblings)]
    release_lines(line_ids=ids, by=desk.by)
    return HttpResponseRedirect(_list(school, desk.row.day))


@require_POST
def close(request: ScopedRequest, school: Body, line: int) -> HttpResponse:
    """Close a line with the reasons written down, where somebody gave a word."""
    desk = _Desk.of(request, school, line)
    reason = ReasonForm(request.POST)
    if reason.is_valid():
        try:
            close_by_hand(
                line=desk.row,
                rationale=reason.cleaned_data["reason"],
                by=desk.by,
                now=clock.now(),
            )
        except Refused as refusal:
            reason.add_error("reason", refusal.sentence)
        else:
            name = desk.row.enrolment.pupil.name
            messages.success(request, f"{name}: closed with your reasons.")
            return HttpResponseRedirect(_list(school, desk.row.day))
    return desk.page(request, desk.form(None), reason)


@dataclass(frozen=True)
class _Desk:
    """A line, the one who rings about it, and what the page of it shows."""

    school: Body
    row: AbsenceLine
    by: Membership
    absence: Absence

    @classmethod
    def of(cls, request: ScopedRequest, school: Body, line: int) -> "_Desk":
        row, by = line_to_work_on(request.scope, school, line)
        return cls(school, row, by, absence_of(request.scope, row))

    @cached_property
    def shown(self) -> CallPage:
        spell = self.row.spell
        return present_call(
            self.school, self.absence, attempts_of_spell(spell), steps_of(spell)
        )

    @cached_property
    def choices(self) -> list[CodeChoice]:
        slot = Slot.from_number(self.row.slot)
        return codes_to_suggest(
            self.school, self.row.enrolment, slot, by=self.by, now=clock.now()
        )

    def form(self, typed: QueryDict | None) -> AttemptForm:
        return AttemptForm(
            typed,
            codes=open_codes(self.choices),
            people=[
                (one.value, f"{one.who}: {one.said}") for one in self.shown.numbers
            ],
            initial=_initial(self.shown),
        )

    def page(
        self, request: ScopedRequest, form: AttemptForm, reason: ReasonForm
    ) -> HttpResponse:
        now = clock.now()
        calling = who_is_calling(self.row, self.by, now)
        claimed = self.row.claimed_until
        page = {
            "page": self.shown,
            "line": self.row,
            "form": form,
            "reason": reason,
            "wrong": reason if reason.errors else form,
            "groups": code_groups(self.choices),
            "calling": calling,
            "is_mine": calling is None and is_claimed(claimed, now),
        }
        return render(request, "followup/call.jinja", page)


def _initial(page: CallPage) -> dict[str, object]:
    following = next((one.value for one in page.numbers if one.is_next), SOMEONE_ELSE)
    return {"key": uuid.uuid4(), "whom": following, "outcome": Outcome.SPOKE.value}


def _logged(
    request: ScopedRequest,
    school: Body,
    absence: Absence,
    form: AttemptForm,
    by: Membership,
) -> HttpResponse | None:
    """Keep the attempt for the child and the siblings ticked, or show the refusal."""
    ticked = set(request.POST.getlist("siblings"))
    lines = [
        absence.line,
        *(row for row in absence.siblings if str(row.pk) in ticked),
    ]
    try:
        log_attempt(
            school=school,
            lines=lines,
            call=_call(absence, form),
            by=by,
            now=clock.now(),
        )
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return None
    names = " and ".join(row.enrolment.pupil.name for row in lines)
    absence.line.refresh_from_db()
    if absence.line.closed_at is not None:
        messages.success(request, f"{names}: accounted for.")
        return HttpResponseRedirect(_list(school, absence.line.day))
    messages.success(request, f"{names}: logged. The line stays open.")
    here = {"school": school.slug, "line": absence.line.pk}
    return HttpResponseRedirect(reverse("absence-call", kwargs=here))


def _call(absence: Absence, form: AttemptForm) -> Call:
    said = form.cleaned_data
    contact: Contact | None = None
    number = ""
    if said["whom"] != SOMEONE_ELSE:
        pk, _, number = said["whom"].partition(":")
        contact = next(row for row in absence.contacts if row.pk == int(pk))
    return Call(
        key=said["key"],
        outcome=Outcome(said["outcome"]),
        contact=contact,
        who="" if contact else said["who"],
        number=number,
        said=said["said"],
        code=said["code"],
        nature=said["nature"],
        expected_on=said["expected_on"],
        is_reassuring=form.is_reassuring,
        rationale=said["rationale"],
    )


def _list(school: Body, day: dt.date) -> str:
    address = reverse("absence-today", kwargs={"school": school.slug})
    return address if day == clock.today() else f"{address}?day={day.isoformat()}"

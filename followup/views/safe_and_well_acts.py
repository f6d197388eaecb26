"""What is done about one case: decided, assessed, visited, asked, ended."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse

from core import clock
from core.forms import Form
from followup.forms.safe_and_well import (
    AnswerForm,
    AssessmentForm,
    EnquiryForm,
    OutcomeForm,
    VisitDecisionForm,
    VisitForm,
)
from followup.selectors.safe_and_well import Found, staff_who_visit
from followup.services.safe_and_well import (
    AtTheDoor,
    ask_somebody,
    assess_risk,
    conclude,
    decide_visit,
    keep_answer,
    record_visit,
)
from followup.views.found import or_404
from followup.views.kept import kept_form
from followup.views.safe_and_well import address, case_or_404
from schools.models import Body
from schools.permissions import ScopedRequest

_Form = TypeVar("_Form", bound=Form)


def decide(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Keep whether the home is visited today, with the reasons."""
    found, by = case_or_404(request, school, spell)

    def keep(form: VisitDecisionForm) -> None:
        said = form.cleaned_data
        decide_visit(
            found=found,
            day=clock.today(),
            decision=said["decision"],
            rationale=said["rationale"],
            key=said["key"],
            by=by,
            now=clock.now(),
        )

    form = VisitDecisionForm(request.POST or None)
    return _page(request, school, found, form, keep, "Visit the home today?")


def assess(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Keep what was thought of before anybody goes."""
    found, by = case_or_404(request, school, spell)
    today = clock.today()
    form = AssessmentForm(
        request.POST or None,
        staff=staff_who_visit(school, today),
        initial={"day": today, "first_staff": by.pk},
    )
    return _page(
        request,
        school,
        found,
        form,
        lambda form: assess_risk(
            spell=found.spell, said=form.answers, by=by, now=clock.now()
        ),
        "Risks of the visit",
    )


def visit(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Keep what two members of staff found at the door."""
    found, by = case_or_404(request, school, spell)
    plan, today = found.plan, clock.today()
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        staff=staff_who_visit(school, today),
        initial={
            "day": today,
            "first_staff": plan.first_staff_id if plan else by.pk,
            "second_staff": plan.second_staff_id if plan else "",
        },
    )

    def keep(form: VisitForm) -> None:
        said = form.cleaned_data
        door = AtTheDoor(
            key=said["key"],
            visited_at=form.visited_at,
            first=said["first_staff"],
            second=said["second_staff"],
            found=said["found"],
            words=said["words"],
            spoke_to=said["spoke_to"],
            is_letter_left=said["is_letter_left"],
            letter=said["letter"],
        )
        record_visit(found=found, door=door, now=clock.now())

    title = "What was found at the home"
    return _page(request, school, found, form, keep, title)


def ask(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Keep whom the school asked or told."""
    found, by = case_or_404(request, school, spell)
    return _page(
        request,
        school,
        found,
        EnquiryForm(request.POST or None),
        lambda form: ask_somebody(
            spell=found.spell, said=form.cleaned_data, by=by, now=clock.now()
        ),
        "Somebody asked or told",
    )


def answer(
    request: ScopedRequest, school: Body, spell: int, enquiry: int
) -> HttpResponse:
    """Keep what somebody answered later."""
    found, by = case_or_404(request, school, spell)
    row = or_404(next((one for one in found.enquiries if one.pk == enquiry), None))
    return _page(
        request,
        school,
        found,
        AnswerForm(request.POST or None),
        lambda form: keep_answer(
            enquiry=row, answer=form.cleaned_data["answer"], by=by, now=clock.now()
        ),
        f"{row.get_whom_display()}: what they answered",
    )


def outcome(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """End a case with what the absence was."""
    found, by = case_or_404(request, school, spell)
    return _page(
        request,
        school,
        found,
        OutcomeForm(request.POST or None),
        lambda form: conclude(
            found=found,
            conclusion=form.cleaned_data["conclusion"],
            words=form.cleaned_data["words"],
            by=by,
            now=clock.now(),
        ),
        "Outcome",
    )


def _page(
    request: ScopedRequest,
    school: Body,
    found: Found,
    form: _Form,
    keep: Callable[[_Form], object],
    title: str,
) -> HttpResponse:
    return kept_form(
        request,
        form,
        keep,
        title=f"{title}: {found.spell.enrolment.pupil.name}",
        back=address(school, "absence-case", found.spell.pk),
    )

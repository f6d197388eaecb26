"""Back in school: talks, evidence, lateness, breakfast places; and what is returned."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from followup.forms.returns import (
    BreakfastForm,
    DealtForm,
    GateForm,
    TalkForm,
    WhyNotForm,
)
from followup.permissions import following_up
from followup.presenters.returns import (
    authority_section,
    doubts_section,
    gate_section,
    patterns_section,
    places_section,
    requests_section,
    talks_section,
)
from followup.selectors.evidence import may_be_asked, requests_of
from followup.selectors.pupils import find_enrolment
from followup.selectors.returns import (
    late_on,
    patterns_waiting,
    places_on,
    returns_waiting,
    talks_waiting,
)
from followup.services.lateness import (
    deal_with,
    end_breakfast,
    offer_breakfast,
    talk_at_gate,
)
from followup.services.returns import hold_talk, leave_return_out, leave_talk_out
from followup.views.found import or_404
from followup.views.kept import kept_form
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act


@require_GET
def back_in_school(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show what returns and lateness ask for today."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    today = clock.today()
    page = {
        "title": "Back in school",
        "sections": [
            gate_section(school, late_on(school, today)),
            talks_section(school, talks_waiting(school)),
            doubts_section(school, may_be_asked(school, today)),
            requests_section(school, requests_of(school)),
            patterns_section(school, patterns_waiting(school)),
            places_section(school, places_on(school, today)),
        ],
        "tabs": tabs_of(request.scope, "back"),
    }
    return render(request, "followup/sections.jinja", page)


@require_GET
def authority(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the returns to the authority that fall due."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    page = {
        "title": "Returns to the authority",
        "sections": [authority_section(school, returns_waiting(school))],
        "tabs": tabs_of(request.scope, "authority"),
    }
    return render(request, "followup/sections.jinja", page)


def authority_out(request: ScopedRequest, school: Body, row: int) -> HttpResponse:
    """Keep why the authority is not told."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    found = or_404(
        next((one for one in returns_waiting(school) if one.pk == row), None)
    )
    by = following_up(request.scope, found.enrolment.pupil)
    return kept_form(
        request,
        WhyNotForm(request.POST or None),
        lambda form: leave_return_out(
            row=found, why=form.cleaned_data["why"], by=by, now=clock.now()
        ),
        title=f"No return: {found.enrolment.pupil.name}",
        back=_page(school, "absence-authority"),
        lede=found.rule,
    )


def talk(request: ScopedRequest, school: Body, talk: int) -> HttpResponse:
    """Keep what came of a talk after an absence."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    found = or_404(next((one for one in talks_waiting(school) if one.pk == talk), None))
    by = following_up(request.scope, found.enrolment.pupil)
    return kept_form(
        request,
        TalkForm(request.POST or None),
        lambda form: hold_talk(
            talk=found, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"{found.get_kind_display()}: {found.enrolment.pupil.name}",
        back=_page(school),
        lede=found.rule,
    )


def talk_not(request: ScopedRequest, school: Body, talk: int) -> HttpResponse:
    """Keep why a talk is not held."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    found = or_404(next((one for one in talks_waiting(school) if one.pk == talk), None))
    by = following_up(request.scope, found.enrolment.pupil)
    return kept_form(
        request,
        WhyNotForm(request.POST or None),
        lambda form: leave_talk_out(
            talk=found, why=form.cleaned_data["why"], by=by, now=clock.now()
        ),
        title=f"Not held: {found.enrolment.pupil.name}",
        back=_page(school),
        lede=found.rule,
    )


def lateness(request: ScopedRequest, school: Body, review: int) -> HttpResponse:
    """Keep what was done about a pattern of lateness."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    found = or_404(
        next((one for one in patterns_waiting(school) if one.pk == review), None)
    )
    by = following_up(request.scope, found.enrolment.pupil)
    return kept_form(
        request,
        DealtForm(request.POST or None),
        lambda form: deal_with(
            review=found, words=form.cleaned_data["words"], by=by, now=clock.now()
        ),
        title=f"Lateness: {found.enrolment.pupil.name}",
        back=_page(school),
        lede=found.rule,
    )


def gate(request: ScopedRequest, school: Body, enrolment: int) -> HttpResponse:
    """Keep what was said at the gate to a child who came late today."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    late = late_on(school, clock.today())
    found = or_404(next((row for row in late if row[0].pk == enrolment), None))
    by = following_up(request.scope, found[0].pupil)

    def keep(form: GateForm) -> None:
        said = dict(form.cleaned_data)
        key = said.pop("key")
        talk_at_gate(
            enrolment=found[0],
            slot=found[1].number,
            key=key,
            said=said,
            by=by,
            now=clock.now(),
        )

    title = f"At the gate: {found[0].pupil.name}"
    form = GateForm(request.POST or None)
    return kept_form(request, form, keep, title=title, back=_page(school))


def breakfast(request: ScopedRequest, school: Body, enrolment: int) -> HttpResponse:
    """Give a child a place at the breakfast club."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    found = or_404(find_enrolment(school, enrolment))
    by = following_up(request.scope, found.pupil)
    return kept_form(
        request,
        BreakfastForm(request.POST or None, initial={"starts_on": clock.today()}),
        lambda form: offer_breakfast(
            enrolment=found, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"Breakfast club: {found.pupil.name}",
        back=_page(school),
    )


@require_POST
def breakfast_end(request: ScopedRequest, school: Body, place: int) -> HttpResponse:
    """End a place at the breakfast club."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    rows = places_on(school, clock.today())
    found = or_404(next((one for one in rows if one.pk == place), None))
    by = following_up(request.scope, found.enrolment.pupil)
    end_breakfast(place=found, by=by, now=clock.now())
    return HttpResponseRedirect(_page(school))


def _page(school: Body, name: str = "absence-back") -> str:
    return reverse(name, kwargs={"school": school.slug})

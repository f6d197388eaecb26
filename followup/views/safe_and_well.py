"""Children who must be found safe and well: the open cases, and one of them."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from followup.permissions import following_up
from followup.presenters.safe_and_well import case_page, cases_section
from followup.selectors.safe_and_well import Found, case_of, find_spell, open_spells
from followup.selectors.sweeps import family_of
from followup.selectors.today import groups_of
from followup.services.safe_and_well import tell_leads
from followup.views.found import or_404
from followup.views.lists import tabs_of
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.services.alerts import News
from schools.states import Act


@require_GET
def cases(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show every child who is not accounted for, and what is still asked for."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    today = clock.today()
    spells = open_spells(school, today)
    found = [
        case_of(spell, today, link=address(school, "absence-case", spell.pk))
        for spell in spells
    ]
    family = family_of(
        request.scope.person.pk, [row.enrolment.pupil_id for row in spells]
    )
    groups = groups_of([row.enrolment_id for row in spells], today)
    page = {
        "title": "Safe and well",
        "sections": [cases_section(school, found, groups, family)],
        "tabs": tabs_of(request.scope, "safe-and-well"),
    }
    return render(request, "followup/sections.jinja", page)


@require_GET
def case(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Show one child with what today asks for and what was done."""
    found, _ = case_or_404(request, school, spell)
    page = {
        "page": case_page(school, found),
        "sections": case_page(school, found).sections,
    }
    return render(request, "followup/safe_and_well.jinja", page)


@require_POST
def tell(request: ScopedRequest, school: Body, spell: int) -> HttpResponse:
    """Tell the safeguarding lead, and whoever is named beside them."""
    found, by = case_or_404(request, school, spell)
    here = address(school, "absence-case", spell)
    pupil, now = found.spell.enrolment.pupil, clock.now()
    words = f"{pupil.name}: day {found.case.day_number} of an unexplained absence."
    told = tell_leads(
        school=school,
        pupil=pupil,
        news=News(words=words, pupil=pupil, link=here, is_urgent=True),
        by=by,
        now=now,
    )
    if told:
        messages.success(request, "The safeguarding lead is told.")
    else:
        messages.error(request, "Nobody to tell: name a safeguarding lead.")
    return HttpResponseRedirect(here)


@require_GET
def letter(
    request: ScopedRequest, school: Body, spell: int, visit: int
) -> HttpResponseBase:
    """Send the copy of a letter that was left."""
    found, _ = case_or_404(request, school, spell)
    row = next((row for row in found.visits if row.pk == visit and row.letter), None)
    if row is None:
        raise Http404
    response = FileResponse(row.letter.open(), as_attachment=True)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def case_or_404(
    request: ScopedRequest, school: Body, spell_id: int
) -> tuple[Found, Membership]:
    """Return a case and the membership under which the person works on it."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    spell = or_404(find_spell(school, spell_id))
    by = following_up(request.scope, spell.enrolment.pupil)
    link = address(school, "absence-case", spell.pk)
    return case_of(spell, clock.today(), link=link), by


def address(school: Body, name: str, spell: int, **more: int) -> str:
    """Return the address of a page of a case."""
    return reverse(name, kwargs={"school": school.slug, "spell": spell, **more})

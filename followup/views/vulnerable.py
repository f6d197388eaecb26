"""The vulnerable list: looked at, added to, reviewed, shortened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from followup.forms.vulnerable import ListingForm, RemovalForm
from followup.permissions import following_up
from followup.presenters.vulnerable import flagged_section, listed_section
from followup.selectors.safe_and_well import staff_who_visit
from followup.selectors.vulnerable import find_listing, flagged, listed
from followup.services.vulnerable import list_child, review_child, take_off
from followup.views.found import or_404
from followup.views.kept import kept_form
from followup.views.lists import tabs_of
from followup.views.picking import picked
from schools.codes.flags import BY_KEY
from schools.models import Body
from schools.permissions import ScopedRequest, flag_levels
from schools.selectors.flags import flags_of
from schools.states import Act


@require_GET
def vulnerable(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show the list, and who is flagged and not on it."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    today = clock.today()
    rows = flagged(school, today, flag_levels(request.scope))
    page = {
        "title": "Vulnerable list",
        "sections": [
            listed_section(school, listed(school, today), today),
            flagged_section(school, rows),
        ],
        "tabs": tabs_of(request.scope, "vulnerable"),
    }
    return render(request, "followup/sections.jinja", page)


def add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Put a child on the list."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    pupil = picked(request, school, title="Vulnerable list", back=_list(school))
    if isinstance(pupil, HttpResponse):
        return pupil
    by, today = following_up(request.scope, pupil), clock.today()
    flags = flags_of(pupil, flag_levels(request.scope), today)
    form = ListingForm(
        request.POST or None,
        staff=staff_who_visit(school, today),
        today=today,
        initial={
            "reason": ", ".join(BY_KEY[flag.kind].label for flag in flags),
            "owner": by.pk,
        },
    )
    return kept_form(
        request,
        form,
        lambda form: list_child(
            pupil=pupil, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"Vulnerable list: {pupil.name}",
        back=_list(school),
    )


def review(request: ScopedRequest, school: Body, listing: int) -> HttpResponse:
    """Look at a place on the list again."""
    today = clock.today()
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_listing(school, listing, today))
    by = following_up(request.scope, row.pupil)
    form = ListingForm(
        request.POST or None,
        staff=staff_who_visit(school, today),
        today=today,
        initial={"reason": row.reason, "owner": row.owner_id},
    )
    return kept_form(
        request,
        form,
        lambda form: review_child(
            listing=row, said=form.cleaned_data, by=by, now=clock.now()
        ),
        title=f"Review: {row.pupil.name}",
        back=_list(school),
    )


def remove(request: ScopedRequest, school: Body, listing: int) -> HttpResponse:
    """Take a child off the list, with the reasons."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    row = or_404(find_listing(school, listing, clock.today()))
    by = following_up(request.scope, row.pupil)
    return kept_form(
        request,
        RemovalForm(request.POST or None),
        lambda form: take_off(
            listing=row, why=form.cleaned_data["why"], by=by, now=clock.now()
        ),
        title=f"Off the list: {row.pupil.name}",
        back=_list(school),
    )


def _list(school: Body) -> str:
    return reverse("absence-vulnerable", kwargs={"school": school.slug})

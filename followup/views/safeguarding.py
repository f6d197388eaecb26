"""Safeguarding entries: for the lead, the head and named deputies, and nobody else."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from followup.forms.safeguarding import ActionForm, ConcernForm, DoneForm, DutyForm
from followup.models import SafeguardingEntry
from followup.permissions import safeguarding
from followup.presenters.safeguarding import (
    actions_section,
    duties_section,
    entries_section,
    entry_page,
)
from followup.selectors.duties import duties_of
from followup.selectors.pupils import find_living
from followup.selectors.safe_and_well import staff_who_visit
from followup.selectors.safeguarding import actions_waiting, entries_of, find_entry
from followup.services.safeguarding import (
    Concern,
    assign_action,
    end_duty,
    finish_action,
    name_duty,
    write_entry,
)
from followup.views.found import or_404
from followup.views.kept import kept_form
from followup.views.lists import tabs_of
from followup.views.picking import picked
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.selectors.siblings import siblings_of
from schools.services.access import log_access
from schools.states import Act

PAGE = "safeguarding entries"


@require_GET
def entries(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show what is to be done and the latest entries, of one child or of all."""
    by = safeguarding(request.scope)
    person, today = request.scope.person.pk, clock.today()
    chosen = request.GET.get("pupil", "")
    pupil = or_404(find_living(school, int(chosen))) if chosen.isdecimal() else None
    if pupil is not None:
        safeguarding(request.scope, pupil)
        log_access(pupil=pupil, page=PAGE, by=by, now=clock.now())
    rows = entries_of(school, person_id=person, pupil=pupil)
    add = _address(school, "safeguarding-add")
    sections = [
        entries_section(school, rows, add=f"{add}?pupil={pupil.pk}" if pupil else add)
    ]
    if pupil is None:
        waiting = actions_waiting(school, person_id=person)
        sections.insert(0, actions_section(school, waiting, today, title="To be done"))
        sections.append(duties_section(school, duties_of(school)))
    page = {
        "title": f"Safeguarding: {pupil.name}" if pupil else "Safeguarding",
        "back": ("Safeguarding", _address(school, "safeguarding")) if pupil else None,
        "sections": sections,
        "tabs": tabs_of(request.scope, "safeguarding")
        if request.scope.may(Act.FOLLOW_UP_ABSENCE)
        else [],
    }
    return render(request, "followup/sections.jinja", page)


@require_GET
def entry(request: ScopedRequest, school: Body, entry: int) -> HttpResponse:
    """Show one entry; that it was opened is kept."""
    row, by = _entry(request, school, entry)
    log_access(pupil=row.pupil, page=PAGE, by=by, now=clock.now())
    shown = entry_page(school, row, clock.today())
    page = {"page": shown, "entry": row, "sections": [shown.actions]}
    return render(request, "followup/safeguarding_entry.jinja", page)


def add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Write an entry about a child."""
    safeguarding(request.scope)
    back = _address(school, "safeguarding")
    pupil = picked(request, school, title="Safeguarding entry", back=back)
    if isinstance(pupil, HttpResponse):
        return pupil
    by, now = safeguarding(request.scope, pupil), clock.now()
    number = request.GET.get("corrects", "")
    earlier = _entry(request, school, int(number))[0] if number.isdecimal() else None
    form = ConcernForm(
        request.POST or None,
        family=siblings_of(pupil, clock.today()),
        now=now,
        initial={
            "day": clock.today(),
            "categories": earlier.categories if earlier else [],
        },
    )

    def keep(form: ConcernForm) -> None:
        concern = Concern(
            key=form.cleaned_data["key"],
            pupil=pupil,
            categories=form.cleaned_data["categories"],
            words=form.cleaned_data["words"],
            happened_at=form.happened_at,
            linked=form.linked_pupils,
            corrects=earlier,
        )
        write_entry(school=school, concern=concern, by=by, now=now)

    what = "Put right" if earlier else "Safeguarding entry"
    return kept_form(request, form, keep, title=f"{what}: {pupil.name}", back=back)


def assign(request: ScopedRequest, school: Body, entry: int) -> HttpResponse:
    """Give somebody something to do."""
    row, by = _entry(request, school, entry)
    form = ActionForm(
        request.POST or None,
        staff=staff_who_visit(school, clock.today()),
        initial={"due_on": clock.today()},
    )
    return kept_form(
        request,
        form,
        lambda form: assign_action(
            entry=row, by=by, now=clock.now(), **form.cleaned_data
        ),
        title=f"To be done: {row.pupil.name}",
        back=_address(school, "safeguarding-entry", entry=row.pk),
        lede="Whoever you name is told that there is something to do; only those who"
        " may read entries read this one.",
    )


def done(request: ScopedRequest, school: Body, action: int) -> HttpResponse:
    """Keep what came of an action."""
    safeguarding(request.scope)
    waiting = actions_waiting(school, person_id=request.scope.person.pk)
    row = or_404(next((one for one in waiting if one.pk == action), None))
    by = safeguarding(request.scope, row.entry.pupil)
    return kept_form(
        request,
        DoneForm(request.POST or None),
        lambda form: finish_action(
            action=row, outcome=form.cleaned_data["outcome"], by=by, now=clock.now()
        ),
        title=row.words,
        back=_address(school, "safeguarding-entry", entry=row.entry_id),
    )


def duty(request: ScopedRequest, school: Body) -> HttpResponse:
    """Name who is told beside the lead, and their deputy."""
    by = request.scope.check_own(Act.SAFEGUARD)
    staff = staff_who_visit(school, clock.today())
    return kept_form(
        request,
        DutyForm(request.POST or None, staff=staff),
        lambda form: name_duty(
            school=school, by=by, now=clock.now(), **form.cleaned_data
        ),
        title="Named beside the lead",
        back=_address(school, "safeguarding"),
        lede="They are told of entries and unexplained absences, and may read them.",
    )


@require_POST
def duty_end(request: ScopedRequest, school: Body, duty: int) -> HttpResponse:
    """End somebody's duty at once."""
    request.scope.check_own(Act.SAFEGUARD)
    row = or_404(next((one for one in duties_of(school) if one.pk == duty), None))
    end_duty(duty=row, now=clock.now())
    return HttpResponseRedirect(_address(school, "safeguarding"))


def _entry(
    request: ScopedRequest, school: Body, entry_id: int
) -> tuple[SafeguardingEntry, Membership]:
    safeguarding(request.scope)
    person = request.scope.person.pk
    row = or_404(find_entry(school, entry_id, person_id=person))
    return row, safeguarding(request.scope, row.pupil)


def _address(school: Body, name: str, **more: int) -> str:
    return reverse(name, kwargs={"school": school.slug, **more})

"""The register's page, and its plain form for browsers without scripts."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from register.codes import codes_on
from register.forms.taking_plain import Filled, PlainForm
from register.presenters.register import PageFacts, RegisterPage, page_of, with_problems
from register.presenters.register_rows import Problem
from register.presenters.register_screen import outcome_shown
from register.rules.entries import Outcome
from register.rules.windows import present_code
from register.selectors.leave import refused_notes
from register.selectors.page import PREVIOUS, register_rows, standing_rows
from register.selectors.suggestions import suggestions_at
from register.selectors.windows import NoSessionTimes
from register.services.marks import record_marks
from register.services.presence import be_at_register
from register.services.taking import NotComplete, take_register
from register.views.taking.asked import Asked, asked
from register.views.taking.names import names_of
from schools.models import Body
from schools.selectors.calendar import calendar_of


@never_cache
@require_http_methods(["GET", "POST"])
def register(
    request: HttpRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Show a register, or save its plain form and show it again."""
    try:
        wanted = asked(request, school, group, day, session)
    except NoSessionTimes as missing:
        return render(request, "register/register_none.jinja", {"why": str(missing)})
    if not calendar_of(school).is_registered(wanted.slot):
        why = f"The school has no session on {wanted.slot.words}."
        return render(request, "register/register_none.jinja", {"why": why})
    if request.method == "POST":
        return _save(request, wanted)
    return _show(request, built(wanted))


def built(wanted: Asked, *, is_looked_at: bool = True) -> RegisterPage:
    """Return a register as its page prints it now, and note that somebody looks at it."""
    previous = calendar_of(wanted.school).previous_sessions(wanted.slot, PREVIOUS)
    rows = register_rows(wanted.group, wanted.slot, previous)
    status, _ = wanted.standing()
    pupils = [row.enrolment for row in rows]
    facts = PageFacts(
        group=wanted.group,
        slot=wanted.slot,
        window=wanted.window,
        rows=rows,
        suggestions=suggestions_at(wanted.slot, pupils),
        notes=refused_notes(wanted.slot, pupils),
        permitted=wanted.permitted,
        status=status,
        others=be_at_register(
            group=wanted.group, slot=wanted.slot, by=wanted.by, now=wanted.now
        )
        if is_looked_at
        else [],
        may_amend=wanted.may_amend,
        previous=previous,
        address=wanted.address,
        pupil_address=reverse("pupils", kwargs={"school": wanted.school.slug}),
        now=wanted.now,
        is_screen=wanted.is_screen,
        read_out=wanted.read_out if is_looked_at else "",
    )
    return page_of(facts)


def _show(
    request: HttpRequest, page: RegisterPage, missing: list[str] | None = None
) -> HttpResponse:
    context = {"page": page, "missing": missing or []}
    return render(request, "register/register.jinja", context)


def _save(request: HttpRequest, wanted: Asked) -> HttpResponse:
    act = request.POST.get("act", "save")
    filled = _filled(request, wanted, act)
    allowed = {row.enrolment for row in standing_rows(wanted.group, wanted.slot)}
    entries = [row.entry for key, row in filled.items() if key in allowed]
    outcome = record_marks(
        school=wanted.school,
        slot=wanted.slot,
        entries=entries,
        by=wanted.by,
        now=wanted.now,
    )
    problems = _problems(outcome_shown(outcome) if wanted.is_screen else outcome)
    if problems:
        kept = {key: ((row.entry.code or ""), row.say) for key, row in filled.items()}
        return _show(request, with_problems(built(wanted), kept, problems))
    if act == "take":
        return _take(request, wanted)
    messages.success(request, _saved_words(filled))
    return redirect(wanted.address)


def _filled(request: HttpRequest, wanted: Asked, act: str) -> dict[int, Filled]:
    form = PlainForm(
        request.POST,
        codes_on(wanted.slot.day),
        rest=present_code(wanted.slot.session) if act == "rest" else "",
    )
    if taken := form.taken():
        known = suggestions_at(wanted.slot, taken)
        natures = {pupil: row.nature for pupil, row in known.items()}
        form = replace(form, natures=natures)
    return form.rows()


def _take(request: HttpRequest, wanted: Asked) -> HttpResponse:
    try:
        take_register(
            school=wanted.school,
            group=wanted.group,
            slot=wanted.slot,
            by=wanted.by,
            now=wanted.now,
        )
    except NotComplete as refused:
        return _show(request, built(wanted), refused.names)
    messages.success(request, f"The register of {wanted.group.name} is handed in.")
    return redirect(wanted.address)


def _problems(outcome: Outcome) -> dict[int, Problem]:
    names = names_of(outcome)
    refused = {row.typed.enrolment_id: Problem(row.sentence) for row in outcome.refused}
    conflicts = {
        row.typed.enrolment_id: Problem(
            f"{names.get(row.standing.by_id, 'Somebody')} marked"
            f" {row.standing.code or 'nothing'} at the same time. Yours,"
            f" {row.typed.code}, is not saved: save again to put it in its place,"
            " or choose theirs.",
            is_conflict=True,
            theirs=row.standing.code or "",
        )
        for row in outcome.conflicts
    }
    return refused | conflicts


def _saved_words(filled: dict[int, Filled]) -> str:
    if not filled:
        return "Nothing was changed."
    return "1 mark saved." if len(filled) == 1 else f"{len(filled)} marks saved."

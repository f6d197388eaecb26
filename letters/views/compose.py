"""A letter about one pupil: choose it, fill in its facts, look at it, have it made."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from letters.codes.kind import Kind
from letters.codes.kinds import GROUPS, KINDS
from letters.forms.facts import FactsForm
from letters.models import Letter
from letters.selectors.circle import circle_around
from letters.selectors.due import due_letters, known_facts
from letters.services.asking import Wanted, make_letter
from letters.services.desk import Desk
from letters.services.making import previewed
from letters.services.sheet import Written
from letters.views.found import kind_or_404, open_letter, open_pupil
from letters.views.nudging import nudge_workers
from schools.models import Body, Membership, Pupil
from schools.permissions import ScopedRequest
from schools.selectors.search import find_pupils
from schools.states import Act

UNPROCESSABLE = 422
OFFERED = 30


@require_GET
def new(request: ScopedRequest, school: Body) -> HttpResponse:
    """Choose the pupil, then the letter."""
    request.scope.check(Act.SEND_LETTERS)
    wanted = request.GET.get("pupil", "")
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "query": text,
        "found": find_pupils(school, text, clock.today(), at_most=OFFERED),
        "groups": [
            (name, [kind for kind in KINDS if kind.group == name]) for name in GROUPS
        ],
        "pupil": None,
    }
    if wanted.isdecimal():
        context["pupil"], _ = open_pupil(request, school, int(wanted))
    return render(request, "letters/new.jinja", context)


@require_http_methods(["GET", "POST"])
def compose(
    request: ScopedRequest, school: Body, pupil: int, kind: str
) -> HttpResponse:
    """Fill in a letter about a pupil, look at it, and have it made."""
    found, by = open_pupil(request, school, pupil)
    chosen, today = kind_or_404(kind), clock.today()
    cause = request.GET.get("cause") or f"by hand {today.isoformat()}"
    due = next(
        (
            row
            for row in due_letters(school, today)
            if (row.kind, row.pupil, row.cause) == (kind, found.pk, cause)
        ),
        None,
    )
    known = known_facts(found, chosen, today) | dict(due.facts if due else {})
    form = FactsForm(request.POST or None, kind=chosen, known=known)
    page = {"cause": cause, "reason": due.reason if due else "", "corrects": None}
    return _filled(request, form, found, chosen, by, page)


@require_http_methods(["GET", "POST"])
def correct(request: ScopedRequest, school: Body, letter: int) -> HttpResponse:
    """Fill in a letter anew; the new one supersedes the one that was wrong."""
    wrong, by = open_letter(request, school, letter)
    if hasattr(wrong, "superseded_by"):
        messages.info(request, "The letter is corrected already.")
        return redirect("letter", school=school.slug, letter=wrong.superseded_by.pk)
    chosen = kind_or_404(wrong.kind)
    known = {name: wrong.facts[name] for name in chosen.asked if name in wrong.facts}
    form = FactsForm(request.POST or None, kind=chosen, known=known)
    page = {"cause": wrong.cause, "reason": wrong.reason, "corrects": wrong}
    return _filled(request, form, wrong.pupil, chosen, by, page)


def _filled(
    request: ScopedRequest,
    form: FactsForm,
    pupil: Pupil,
    kind: Kind,
    by: Membership,
    page: dict[str, Any],
) -> HttpResponse:
    school, today = request.scope.body, clock.today()
    desk = Desk(school, kind, today)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") == "make":
            return _made(request, form, pupil, kind, by, page)
        facts, to = previewed(pupil=pupil, desk=desk, facts=form.facts)
        used = desk.text_for(to.language)
        page["preview"] = Written(
            version=used.version, language=used.language, facts=facts
        )
        page["preview_to"] = to
    context = {
        "form": form,
        "pupil": pupil,
        "kind": kind,
        "circle": circle_around(pupil, kind.to, today),
        "here": request.get_full_path(),
        **page,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "letters/compose.jinja", context, status=status)


def _made(
    request: ScopedRequest,
    form: FactsForm,
    pupil: Pupil,
    kind: Kind,
    by: Membership,
    page: dict[str, Any],
) -> HttpResponse:
    school = request.scope.body
    corrected: Letter | None = page["corrects"]
    wanted = Wanted(
        pupil=pupil,
        cause=page["cause"],
        facts=form.facts,
        reason=page["reason"],
        corrects=corrected,
    )
    letters = make_letter(
        school=school, kind=kind.key, wanted=wanted, by=by, now=clock.now()
    )
    if not letters:
        messages.error(
            request,
            "No letter was made: nobody may be written to, or everybody has had this"
            " letter for this cause already.",
        )
        return redirect(
            f"{reverse('letters', kwargs={'school': school.slug})}?q={pupil.last_name}"
        )
    nudge_workers(school)
    return redirect("letter-batch", school=school.slug, batch=letters[0].item.batch_id)

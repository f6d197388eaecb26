"""The page of a letter, its file, its proof of sending, and what is noted of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from letters.forms.proof import EventForm
from letters.models import Letter
from letters.presenters.letter import present
from letters.selectors.letters import events_of, standing_of
from letters.services.proof import ask_to_mail, note_event
from letters.states import Event
from letters.views.found import open_letter, pdf_answer
from letters.views.nudging import nudge_workers
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def letter(request: ScopedRequest, school: Body, letter: int) -> HttpResponse:
    """Show a letter; on a good answer, keep what happened to it."""
    found, by = open_letter(request, school, letter)
    form = EventForm(request.POST or None, initial={"happened_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            note_event(
                letter=found,
                kind=Event(typed["kind"]),
                happened_on=typed["happened_on"],
                words=typed["words"],
                by=by,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            messages.success(request, "Noted.")
            return redirect("letter", school=school.slug, letter=found.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {**_shown(found, school), "form": form, "number": found.pk}
    return render(request, "letters/letter.jinja", context, status=status)


@require_GET
def proof(request: ScopedRequest, school: Body, letter: int) -> HttpResponse:
    """Print what proves that a letter was sent: to whom, how, when, and which file."""
    found, _ = open_letter(request, school, letter)
    context = {**_shown(found, school), "now": clock.now()}
    return render(request, "letters/proof.jinja", context)


@require_GET
def pdf(request: ScopedRequest, school: Body, letter: int) -> HttpResponseBase:
    """Send the file of a letter to somebody who may see it."""
    found, _ = open_letter(request, school, letter)
    if not hasattr(found, "file"):
        raise Http404
    return pdf_answer(found.file.pdf.open(), f"letter-{found.pk}.pdf")


@require_POST
def mail(request: ScopedRequest, school: Body, letter: int) -> HttpResponse:
    """Ask that a letter goes by e-mail."""
    found, by = open_letter(request, school, letter)
    try:
        ask_to_mail(letter=found, by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "The letter is on its way by e-mail.")
        nudge_workers(school)
    return redirect("letter", school=school.slug, letter=found.pk)


def _shown(found: Letter, school: Body) -> dict[str, Any]:
    return {
        "page": present(found, events_of(found), standing_of(found), school),
    }

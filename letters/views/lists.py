"""The list of letters: what waits, what went, and the acts on many at once."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.words import count
from letters.forms.filters import LetterFilter
from letters.forms.proof import PostedForm
from letters.presenters.lists import batch_lines, letter_lines
from letters.selectors.batches import batches_of
from letters.selectors.letters import letters_of
from letters.services.proof import ask_to_mail, note_posted
from letters.states import Status
from letters.views.nudging import nudge_workers
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act

A_PAGE = 60
UNPROCESSABLE = 422


@require_GET
def letter_list(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the letters of the school, narrowed as the address says."""
    if not request.scope.may(Act.SEND_LETTERS):
        request.scope.check(Act.EDIT_LETTERS)
        return redirect("school-letter-texts", school=school.slug)
    return _listed(request, school, PostedForm(today=clock.today()))


def _listed(
    request: ScopedRequest, school: Body, posted: PostedForm, status: int = 200
) -> HttpResponse:
    everything = letters_of(school)
    chosen = LetterFilter(request.GET, everything)
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": chosen.form,
        "lines": letter_lines(page.object_list, school),
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
        "is_narrowed": any(request.GET.values()),
        "waiting": everything.filter(status=Status.WAITING).count(),
        "failed": everything.filter(status=Status.FAILED).count(),
        "posted": posted,
        "batches": batch_lines(batches_of(school)[:5], school),
        "may_write": request.scope.may(Act.EDIT_LETTERS),
    }
    return render(request, "letters/letters.jinja", context, status=status)


@require_POST
def send(request: ScopedRequest, school: Body) -> HttpResponse:
    """Keep that the ticked letters were posted, or ask that they go by e-mail."""
    by = request.scope.check(Act.SEND_LETTERS)
    ticked = [int(n) for n in request.POST.getlist("letter") if n.isdecimal()]
    letters = list(letters_of(school).filter(pk__in=ticked))
    posted = PostedForm(request.POST, today=clock.today())
    if not letters:
        posted.is_valid()
        posted.add_error(None, "Tick the letters first.")
    if posted.errors:
        return _listed(request, school, posted, status=UNPROCESSABLE)
    if request.POST.get("act") == "mail":
        _mail(request, letters, by)
        nudge_workers(school)
    else:
        _post(request, letters, posted, by)
    batch = request.POST.get("batch", "")
    if batch.isdecimal():
        return redirect("letter-batch", school=school.slug, batch=int(batch))
    return redirect("letters", school=school.slug)


def _post(
    request: ScopedRequest, letters: list[Any], form: PostedForm, by: Membership
) -> None:
    try:
        made = note_posted(
            letters=letters,
            posted_on=form.cleaned_data["posted_on"],
            by=by,
            now=clock.now(),
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return
    messages.success(request, f"{count(made, 'letter')} noted as posted.")


def _mail(request: ScopedRequest, letters: list[Any], by: Membership) -> None:
    asked, refusals = 0, []
    for letter in letters:
        try:
            ask_to_mail(letter=letter, by=by, now=clock.now())
            asked += 1
        except Refused as refused:
            refusals.append(f"{letter.addressee}: {refused.sentence}")
    if asked:
        messages.success(request, f"{count(asked, 'letter')} on the way by e-mail.")
    for words in refusals[:5]:
        messages.warning(request, words)

"""Batches: who is due, what was ticked, how far it is, and the file for the printer."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from letters.codes.kinds import BY_KEY
from letters.forms.proof import PostedForm, TickedForm
from letters.presenters.lists import batch_lines, due_groups, letter_lines
from letters.rules.due import Due
from letters.selectors.batches import batches_of, items_of, letters_of, progress_of
from letters.selectors.due import due_letters, known_facts
from letters.selectors.letters import with_status
from letters.services.asking import Wanted, ask_for_letters
from letters.views.found import batch_or_404, kind_or_404, pdf_answer
from letters.views.nudging import nudge_workers
from schools.models import Body, Pupil
from schools.permissions import ScopedRequest
from schools.selectors.pupils import pupils_on
from schools.states import Act

LATEST = 50
UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def due(request: ScopedRequest, school: Body) -> HttpResponse:
    """List who is due for which letter and why; make those that are ticked."""
    by = request.scope.check(Act.SEND_LETTERS)
    today, now = clock.today(), clock.now()
    rows = due_letters(school, today)
    numbers = {row.pupil for row in rows}
    pupils = {row.pk: row for row in pupils_on(school, today).filter(pk__in=numbers)}
    form = None
    if request.method == "POST":
        kind = kind_or_404(request.POST.get("kind", ""))
        ticked = set(request.POST.getlist("due"))
        chosen = [row for row in rows if row.key in ticked and row.kind == kind.key]
        if chosen:
            wanted = [_wanted(row, pupils[row.pupil]) for row in chosen]
            batch = ask_for_letters(
                school=school, kind=kind.key, wanted=wanted, by=by, now=now
            )
            nudge_workers(school)
            return redirect("letter-batch", school=school.slug, batch=batch.pk)
        form = TickedForm({}).none_ticked("Tick those who shall be written to.")
    groups = due_groups(rows, pupils, school, ticked=request.GET.get("tick", ""))
    context = {"groups": groups, "form": form}
    status = UNPROCESSABLE if form else 200
    return render(request, "letters/due.jinja", context, status=status)


def _wanted(row: Due, pupil: Pupil) -> Wanted:
    known = known_facts(pupil, BY_KEY[row.kind], clock.today())
    return Wanted(
        pupil=pupil, cause=row.cause, reason=row.reason, facts={**known, **row.facts}
    )


@require_GET
def batches(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the latest batches."""
    request.scope.check(Act.SEND_LETTERS)
    context = {"lines": batch_lines(batches_of(school)[:LATEST], school)}
    return render(request, "letters/batches.jinja", context)


@require_GET
def batch(request: ScopedRequest, school: Body, batch: int) -> HttpResponse:
    """Show how far a batch is; while it runs, the page asks again by itself."""
    request.scope.check(Act.SEND_LETTERS)
    found = batch_or_404(school, batch)
    progress = progress_of(found)
    items = items_of(found)
    context = {
        "batch": found,
        "kind": BY_KEY[found.kind],
        "progress": progress,
        "is_running": not progress.is_done or not found.finished_at,
        "failed": [item for item in items if item.failure],
        "left_out": [(item.pupil, row) for item in items for row in item.left_out],
        "nobody": [
            item.pupil
            for item in items
            if item.done_at and not item.made and not item.failure and not item.left_out
        ],
        "lines": letter_lines(
            with_status(letters_of(found)).select_related("made_by"), school
        ),
        "posted": PostedForm(today=clock.today()),
    }
    name = "letters/_batch.jinja" if request.htmx else "letters/batch.jinja"
    response = render(request, name, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def print_file(request: ScopedRequest, school: Body, batch: int) -> HttpResponseBase:
    """Send the merged file, each letter beginning on a sheet of its own."""
    request.scope.check(Act.SEND_LETTERS)
    found = batch_or_404(school, batch)
    if not found.print_file:
        raise Http404
    return pdf_answer(found.print_file.open(), f"letters-{found.pk}.pdf")

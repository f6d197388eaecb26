"""Flags of a pupil: listed, added, reviewed, ended."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from schools.forms.flag import DETAILS, EndForm, FlagForm, ReviewForm
from schools.models import Body, Flag, Pupil
from schools.permissions import ScopedRequest, flag_levels
from schools.presenters.flags import lines
from schools.selectors.flags import flags_of, former_flags_of, kinds_seen
from schools.selectors.people import staff_of
from schools.services.flags import add_flag, end_flag, revise_flag
from schools.views.pupils.record import is_done, open_to_edit


@require_GET
def flag_list(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """List the flags that the reader may see, and those that have ended."""
    found, _ = open_to_edit(request, school, pupil, page="flags")
    today, levels = clock.today(), flag_levels(request.scope)
    context = {
        "pupil": found,
        "lines": lines(flags_of(found, levels, today), found, school, today),
        "former": lines(former_flags_of(found, levels, today), found, school, today),
    }
    return render(request, "schools/flags.jinja", context)


@require_http_methods(["GET", "POST"])
def add(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Add a flag of a kind that the person may see."""
    found, by = open_to_edit(request, school, pupil, page="flags")
    today = clock.today()
    form = FlagForm(
        request.POST or None,
        kinds=kinds_seen(flag_levels(request.scope)),
        staff=staff_of(school, on=today),
        today=today,
    )
    if request.method == "POST" and is_done(
        form,
        lambda: add_flag(
            pupil=found,
            kind=form.cleaned_data["kind"],
            starts_on=form.cleaned_data["starts_on"],
            details=form.details,
            by=by,
            now=clock.now(),
        ),
    ):
        messages.success(request, "The flag is added.")
        return redirect("flags", school=school.slug, pupil=found.pk)
    context = {"pupil": found, "form": form, "heading": "Add a flag", "act": "Add"}
    return render(request, "schools/flag_edit.jinja", context)


@require_http_methods(["GET", "POST"])
def review(request: ScopedRequest, school: Body, pupil: int, flag: int) -> HttpResponse:
    """Keep what a review found."""
    found, by = open_to_edit(request, school, pupil, page="flags")
    row, today = _flag(request, found, flag), clock.today()
    form = ReviewForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in DETAILS},
        staff=staff_of(school, on=today),
        today=today,
    )
    if request.method == "POST" and is_done(
        form,
        lambda: revise_flag(flag=row, details=form.details, by=by, now=clock.now()),
    ):
        messages.success(request, "The review is kept.")
        return redirect("flags", school=school.slug, pupil=found.pk)
    heading = kinds_seen(flag_levels(request.scope))[row.kind].label
    context = {"pupil": found, "form": form, "heading": heading, "act": "Save"}
    return render(request, "schools/flag_edit.jinja", context)


@require_http_methods(["GET", "POST"])
def end(request: ScopedRequest, school: Body, pupil: int, flag: int) -> HttpResponse:
    """Set a flag's last day; it stays in the record."""
    found, by = open_to_edit(request, school, pupil, page="flags")
    row = _flag(request, found, flag)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and is_done(
        form,
        lambda: end_flag(
            flag=row, last_day=form.cleaned_data["last_day"], by=by, now=clock.now()
        ),
    ):
        messages.success(request, "The flag ends; it stays in the record.")
        return redirect("flags", school=school.slug, pupil=found.pk)
    label = kinds_seen(flag_levels(request.scope))[row.kind].label
    context = {"pupil": found, "form": form, "heading": f"End: {label}", "act": "End"}
    return render(request, "schools/flag_edit.jinja", context)


def _flag(request: ScopedRequest, pupil: Pupil, number: int) -> Flag:
    seen = flags_of(pupil, flag_levels(request.scope), clock.today())
    row = next((row for row in seen if row.pk == number), None)
    if row is None:
        raise Http404
    return row

"""One child, two records: bringing them together across schools, and undoing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from schools.forms.pupil import MergeForm
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.presenters.identities import merge_lines, same_lines
from schools.selectors import identities as reads
from schools.services.identities import merge_identities, undo_merge
from schools.services.refusals import Refused
from schools.states import Act
from schools.views.pupils.record import find_pupil, is_done


@require_http_methods(["GET", "POST"])
def identities(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show who may be one child at two schools, and what was brought together."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    likely = reads.same_children()
    form = MergeForm(request.POST or None)
    if request.method == "POST" and is_done(
        form, lambda: _merge(form, school, likely, by)
    ):
        messages.success(request, "The two records are one child now.")
        return redirect("identities", school=school.slug)
    context = {
        "form": form,
        "lines": same_lines(likely, school),
        "merges": merge_lines(reads.merges(), school),
        "chosen": request.POST.get("identity", ""),
    }
    return render(request, "schools/pupil_identities.jinja", context)


@require_POST
def undo(request: ScopedRequest, school: Body, merge: int) -> HttpResponse:
    """Take apart what was brought together by mistake."""
    by = request.scope.check(Act.MANAGE_SCHOOL)
    row = next((row for row in reads.merges() if row.pk == merge), None)
    if row is None:
        raise Http404
    try:
        undo_merge(merge=row, by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "The two records are two children again.")
    return redirect("identities", school=school.slug)


def _merge(
    form: MergeForm, school: Body, likely: list[reads.SameChild], by: Membership
) -> None:
    """Merge what the suggestions name; other identities cannot be asked for."""
    pupil = find_pupil(school, form.cleaned_data["pupil"])
    other = form.cleaned_data["identity"]
    if (pupil.pk, other) not in {(row.pupil.pk, row.identity_id) for row in likely}:
        raise Refused("These two are no longer alike: look at the list again.")
    merge_identities(
        kept=pupil.identity_id,
        dropped=other,
        reason=form.cleaned_data["reason"],
        by=by,
        now=clock.now(),
    )

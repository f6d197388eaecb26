"""Changes a pupil's own record, its number, and who the brothers and sisters are."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from schools.forms.pupil import PupilForm, SiblingForm, UpnForm
from schools.forms.pupil_photo import PhotoForm
from schools.forms.pupil_relative import RelativeForm
from schools.models import Body, Pupil
from schools.permissions import ScopedRequest
from schools.rules.contacts import warning_of_too_few
from schools.selectors.contacts import (
    contacts_of,
    count_reachable,
    home_is_confidential,
)
from schools.selectors.people import staff_of
from schools.selectors.policy import policy_on
from schools.selectors.pupils import relatives_of, upns_of
from schools.selectors.siblings import linked_identities, siblings_of
from schools.services.identities import renumber_pupil
from schools.services.pupils import link_siblings, revise_pupil, unlink_siblings
from schools.services.relatives import forget_relative, name_relative
from schools.states import Act
from schools.views.pupils.record import find_pupil, is_done, open_to_edit


@require_http_methods(["GET", "POST"])
def edit_pupil(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Change names, birth, address, needs and alerts."""
    found, by = open_to_edit(request, school, pupil, page="edit")
    today = clock.today()
    form = PupilForm(request.POST or None, instance=found, today=today)
    if _hides_home(request, found):
        form.hide_home()
    if request.method == "POST" and is_done(
        form,
        lambda: revise_pupil(pupil=found, changed=form.changed, by=by, now=clock.now()),
    ):
        messages.success(request, f"The record of {found.name} is saved.")
        minimum = policy_on(school, today).minimum_contacts
        reachable = count_reachable(found, today)
        warning = warning_of_too_few(reachable=reachable, minimum=minimum)
        if warning:
            messages.warning(request, warning)
        return redirect("pupil", school=school.slug, pupil=found.pk)
    return _page(request, found, {"form": form})


@require_POST
def change_upn(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Set the UPN, or replace a temporary one; the former one is kept."""
    found, by = open_to_edit(request, school, pupil, page="edit")
    form = UpnForm(request.POST)
    if is_done(
        form,
        lambda: renumber_pupil(
            pupil=found,
            upn=form.cleaned_data["upn"],
            by=by,
            now=clock.now(),
            on=clock.today(),
        ),
    ):
        messages.success(
            request, "The UPN is kept, and the one before as a former one."
        )
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    return _page(request, found, {"upn_form": form, "shown_form": form})


@require_POST
def family(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Link a brother or sister, or take a link away."""
    found, by = open_to_edit(request, school, pupil, page="edit")
    now = clock.now()
    if "remove" in request.POST:
        other = find_pupil(school, int(request.POST["remove"]))
        unlink_siblings(pupil=found, other=other, by=by, now=now)
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    form = SiblingForm(request.POST, school=school)
    if is_done(
        form,
        lambda: link_siblings(
            pupil=found, other=form.cleaned_data["other"], by=by, now=now
        ),
    ):
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    return _page(request, found, {"sibling_form": form, "shown_form": form})


@require_POST
def relatives(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Keep to whom on the staff the pupil is family, or take it back."""
    found, by = open_to_edit(request, school, pupil, page="edit")
    now = clock.now()
    if "remove" in request.POST:
        for row in relatives_of(found):
            if str(row.pk) == request.POST["remove"]:
                forget_relative(relative=row, by=by, now=now)
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    form = RelativeForm(request.POST, staff=staff_of(school, on=clock.today()))
    if is_done(
        form,
        lambda: name_relative(
            pupil=found,
            person=form.cleaned_data["staff"].person,
            relation=form.cleaned_data["relation"],
            by=by,
            now=now,
        ),
    ):
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    return _page(request, found, {"relative_form": form, "shown_form": form})


def _hides_home(request: ScopedRequest, pupil: Pupil) -> bool:
    may = request.scope.may(Act.SEE_SAFEGUARDING)
    return not may and home_is_confidential(contacts_of(pupil, clock.today()))


def _page(
    request: ScopedRequest, pupil: Pupil, forms: dict[str, object]
) -> HttpResponse:
    """Draw the page with every form on it, those that failed with their errors."""
    today = clock.today()
    # A form that failed may hold typed values in the instance: the title is stored.
    stored = find_pupil(request.scope.body, pupil.pk)
    linked = linked_identities(stored)
    context: dict[str, Any] = {
        "form": PupilForm(instance=stored, today=today),
        "upn_form": UpnForm(),
        "photo_form": PhotoForm(),
        "sibling_form": SiblingForm(school=stored.school),
        "relative_form": RelativeForm(staff=staff_of(stored.school, on=today)),
        **forms,
        "pupil": stored,
        "upns": upns_of(stored),
        "relatives": relatives_of(stored),
        "siblings": [
            (row, row.identity_id in linked) for row in siblings_of(stored, today)
        ],
    }
    context.setdefault("shown_form", context["form"])
    context["hides_home"] = _hides_home(request, stored)
    if context["hides_home"] and "form" not in forms:
        context["form"].hide_home()
    return render(request, "schools/pupil_edit.jinja", context)

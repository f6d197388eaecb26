"""Photographs: shown to those who may see pupils, changed by those who edit them."""

import mimetypes
import os.path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from schools.forms.pupil_photo import PhotoForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.pupils import remove_photograph, set_photograph
from schools.states import Act
from schools.views.pupils.record import find_pupil, is_done, open_to_edit


@require_GET
def photograph(request: ScopedRequest, school: Body, pupil: int) -> HttpResponseBase:
    """Send the photograph of a pupil of this school; kept by this browser only."""
    request.scope.check(Act.SEE_PUPILS)
    found = find_pupil(school, pupil)
    if not found.photograph:
        raise Http404
    name = os.path.basename(str(found.photograph.name))
    tag = f'"{name}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        kind = mimetypes.guess_type(name)[0] or "image/jpeg"
        response = FileResponse(found.photograph.open(), content_type=kind)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def change(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Keep a new photograph, or delete the one there is."""
    found, by = open_to_edit(request, school, pupil, page="edit")
    now = clock.now()
    if "remove" in request.POST:
        remove_photograph(pupil=found, by=by, now=now)
        messages.success(request, "The photograph is deleted.")
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    form = PhotoForm(request.POST, request.FILES)
    if is_done(
        form,
        lambda: set_photograph(
            pupil=found, jpeg=form.cleaned_data["photograph"], by=by, now=now
        ),
    ):
        messages.success(request, "The photograph is kept.")
        return redirect("pupil-edit", school=school.slug, pupil=found.pk)
    return render(request, "schools/pupil_photo.jinja", {"form": form, "pupil": found})

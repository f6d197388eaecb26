"""What the addresses of letters name; another school's does not exist."""

from typing import Any

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from core import clock
from letters.codes.kind import Kind
from letters.codes.kinds import BY_KEY
from letters.codes.languages import CODES
from letters.models import Batch, Letter
from letters.selectors.batches import batch_of
from letters.selectors.letters import letter_of
from schools.models import Body, Membership, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.services.access import log_access
from schools.states import Act


def kind_or_404(key: str) -> Kind:
    """Return a kind of letter."""
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


def language_or_404(name: str) -> str:
    """Return a language that a letter may be written in."""
    if name not in CODES:
        raise Http404
    return name


def batch_or_404(school: Body, number: int) -> Batch:
    """Return a batch of the school."""
    batch = batch_of(school, number)
    if batch is None:
        raise Http404
    return batch


def open_pupil(
    request: ScopedRequest, school: Body, number: int
) -> tuple[Pupil, Membership]:
    """Return a pupil to write about, and who writes; the opening is kept."""
    by = request.scope.check(Act.SEND_LETTERS)
    pupil = school.pupils.filter(pk=number).first()
    if pupil is None:
        raise Http404
    _open(request, pupil, by)
    return pupil, by


def open_letter(
    request: ScopedRequest, school: Body, number: int
) -> tuple[Letter, Membership]:
    """Return a letter, and who opens it; the opening is kept."""
    by = request.scope.check(Act.SEND_LETTERS)
    letter = letter_of(school, number)
    if letter is None:
        raise Http404
    _open(request, letter.pupil, by)
    return letter, by


def _open(request: ScopedRequest, pupil: Pupil, by: Membership) -> None:
    check_not_family(request.scope, pupil)
    log_access(pupil=pupil, page="letters", by=by, now=clock.now())


def pdf_answer(opened: Any, name: str) -> HttpResponseBase:
    """Send a PDF to the one who asked, and to nobody who uses the browser after them."""
    response = FileResponse(opened, content_type="application/pdf", filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response

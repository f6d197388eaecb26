"""Opens a record to be worked on: who may, whose it is, and that it was opened."""

from collections.abc import Callable

from django import forms
from django.http import Http404

from core import clock
from schools.models import Body, Membership, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.services.access import log_access
from schools.services.refusals import Refused
from schools.states import Act


def find_pupil(school: Body, number: int) -> Pupil:
    """Return a pupil of the school; another school's does not exist."""
    pupil: Pupil | None = school.pupils.filter(pk=number).first()
    if pupil is None:
        raise Http404
    return pupil


def open_to_edit(
    request: ScopedRequest, school: Body, number: int, *, page: str
) -> tuple[Pupil, Membership]:
    """Return the pupil and who works on the record, or refuse with a sentence."""
    by = request.scope.check(Act.EDIT_PUPILS)
    pupil = find_pupil(school, number)
    check_not_family(request.scope, pupil)
    log_access(pupil=pupil, page=page, by=by, now=clock.now())
    return pupil, by


def is_done(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do an act with valid answers; put its refusal beside the field it concerns."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence)
        return False
    return True

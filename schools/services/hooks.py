"""Asks and tells the apps above, which settings name: this one does not know them."""

import datetime as dt

from django.conf import settings
from django.utils.module_loading import import_string

from schools.models import Enrolment, Membership, Pupil


def refusal_to_leave(enrolment: Enrolment, last_day: dt.date) -> str | None:
    """Return why a last day on the roll may not be set, if some app knows a reason."""
    for name in settings.LEAVING_CHECKS:
        sentence: str | None = import_string(name)(enrolment, last_day)
        if sentence:
            return sentence
    return None


def tell_of_a_death(*, pupil: Pupil, by: Membership, now: dt.datetime) -> None:
    """Let every app withdraw what it has planned for a child who has died."""
    for name in settings.TOLD_OF_A_DEATH:
        import_string(name)(pupil=pupil, by=by, now=now)

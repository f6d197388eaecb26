"""The death of a child: one act that ends what is planned and stops what is sent."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from core.clock import local
from core.words import long_day
from schools.models import Enrolment, Membership, Placement, Pupil, PupilChange
from schools.services.changes import note_change
from schools.services.hooks import tell_of_a_death
from schools.services.refusals import Refused

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def record_death(
    *, pupil: Pupil, died_on: dt.date, by: Membership, now: dt.datetime
) -> None:
    """Keep that a child has died: off the roll from that day, and out of every list.

    SI 2024/208 reg 9(1)(k). Registers of the days before stay as they were taken.
    """
    stored = Pupil.objects.select_for_update(no_key=True).get(pk=pupil.pk)
    if stored.died_on is not None:
        raise Refused("This has been recorded already.", field="died_on")
    if died_on > local(now).date():
        raise Refused("The day lies in the future.", field="died_on")
    if died_on < stored.date_of_birth:
        raise Refused("The day lies before the date of birth.", field="died_on")
    pupil.died_on = died_on
    pupil.save(update_fields=["died_on"])
    rows = Enrolment.objects.filter(pupil=pupil)
    for enrolment in rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=died_on)):
        _end(enrolment, died_on)
    words = f"Died on {long_day(died_on)}; the name is taken off the register"
    note_change(pupil=pupil, kind=PupilChange.Kind.ROLL, words=words, by=by, now=now)
    tell_of_a_death(pupil=pupil, by=by, now=now)


@transaction.atomic
def take_back_death(
    *, pupil: Pupil, reason: str, by: Membership, now: dt.datetime
) -> None:
    """Undo what was recorded of the wrong child; the roll runs on from that day."""
    died_on = pupil.died_on
    if died_on is None:
        raise Refused("Nothing of the kind is recorded.")
    Placement.objects.filter(enrolment__pupil=pupil, ends_on=died_on).update(
        ends_on=None
    )
    Enrolment.objects.filter(pupil=pupil, ends_on=died_on).update(ends_on=None)
    pupil.died_on = None
    pupil.save(update_fields=["died_on"])
    words = f"Recorded in error and taken back: {reason.strip()}"
    note_change(pupil=pupil, kind=PupilChange.Kind.ROLL, words=words, by=by, now=now)


def _end(enrolment: Enrolment, died_on: dt.date) -> None:
    """Let the roll end with the day before; a child yet to come stands nowhere."""
    placements = Placement.objects.filter(enrolment=enrolment)
    placements.filter(starts_on__gte=died_on).delete()
    placements.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=died_on)).update(
        ends_on=died_on
    )
    # A roll is at least a day long; without a placement no register asks on it.
    ends_on = max(died_on, enrolment.starts_on + ONE_DAY)
    Enrolment.objects.filter(pk=enrolment.pk).update(ends_on=ends_on)

"""A school whose desk has had a morning: so that every page of it is somewhere."""

import datetime as dt

from core.clock import at_local
from register.models import Arrival, Departure, NotFound, RollCall
from register.services.rollcall import end_roll_call, start_roll_call
from schools.models import Alert, Body, Enrolment, Membership, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.states import Role


def make_busy(slug: str, now: dt.datetime) -> None:
    """Sign one in and one out, look for one, hold a drill and begin a roll call.

    Rows are made plainly: what the services say of them is tested elsewhere.
    """
    school = Body.objects.get(slug=slug)
    day = now.date()
    by = Membership.objects.filter(body=school, role=Role.OFFICE).earliest("pk")
    family = StaffRelative.objects.filter(school=school).values("pupil")
    roll = Enrolment.objects.on(day).filter(school=school).exclude(pupil__in=family)
    came, left, gone = roll.order_by("pk")[:3]
    slot = Slot(day, Session.AM).number
    said = {"school": school, "slot": slot, "recorded_at": now, "recorded_by": by}
    Arrival.objects.create(
        enrolment=came,
        arrived_at=at_local(day, dt.time(9, 2)),
        minutes_late=12,
        code="L",
        **said,
    )
    Departure.objects.create(
        enrolment=left, left_at=now, reason="orthodontist", collector="x", **said
    )
    search = NotFound.objects.create(
        school=school,
        enrolment=gone,
        last_seen="by the morning register",
        noticed_at=now,
        noticed_by=by,
    )
    Alert.objects.create(
        school=school,
        to=by,
        pupil=gone.pupil,
        words="Not found",
        link=f"/schools/{slug}/not-found/{search.pk}/",
        made_at=now,
    )
    drill = {"school": school, "words": "", "by": by, "now": now}
    end_roll_call(call=start_roll_call(is_drill=True, **drill), by=by, now=now)
    start_roll_call(is_drill=True, **drill)
    assert RollCall.objects.filter(school=school).count() == 2

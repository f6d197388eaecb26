"""A plan of next year, so that its pages can be looked at."""

import datetime as dt

from schools.models import Body, Membership
from schools.services.rollover import draft_rollover
from schools.states import Role


def plan_next_year(school: Body, now: dt.datetime) -> None:
    """Let the head begin a plan."""
    draft_rollover(
        school=school,
        starts_on=dt.date(2027, 9, 1),
        leavers_last_on=dt.date(2027, 7, 21),
        today=now.date(),
        by=Membership.objects.filter(body=school, role=Role.HEAD)[0],
        now=now,
    )

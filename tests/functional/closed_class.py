"""A class whose part of the site is closed this afternoon, so that it can be undone."""

import datetime as dt

from register.rules.shut import Closing
from register.services.shut import shut_school
from schools.models import Body, Membership, RegistrationGroup
from schools.rules.sessions import Session
from schools.states import Role


def make_closed(school: Body, now: dt.datetime) -> None:
    """Close a part of the site to one class, as the head would."""
    day = now.date()
    group = RegistrationGroup.objects.on(day).filter(school=school).earliest("name")
    shut_school(
        school=school,
        closing=Closing(
            day=day,
            sessions=(Session.PM,),
            groups=(group.pk,),
            reason="A ceiling came down",
        ),
        by=Membership.objects.filter(body=school, role=Role.HEAD).earliest("pk"),
        now=now,
    )

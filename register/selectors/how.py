"""When the registers are open of the classes that somebody takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from register.rules.names import as_counted
from register.rules.windows import RegisterWindow
from register.selectors.people import own_groups
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Membership, RegistrationGroup
from schools.rules.sessions import Session, Slot


@dataclass(frozen=True, slots=True)
class GroupTimes:
    """The times of one class's register."""

    group: RegistrationGroup
    session: Session
    window: RegisterWindow


def times_of_mine(
    school: Body, memberships: Sequence[Membership], day: dt.date
) -> list[GroupTimes]:
    """Return the times of a person's own classes; of every class where they have none."""
    groups = own_groups(memberships, on=day) or list(
        RegistrationGroup.objects.on(day).filter(school=school)
    )
    found = []
    for group in sorted(groups, key=lambda row: as_counted(row.name)):
        for session in Session:
            try:
                window = window_of(school, group.pk, Slot(day, session))
            except NoSessionTimes:
                continue
            found.append(GroupTimes(group, session, window))
    return found

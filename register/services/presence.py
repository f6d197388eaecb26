"""Notes who has a register open; forgotten by itself, and worth nothing if lost."""

import datetime as dt

from django.core.cache import cache

from register.selectors.presence import GONE_AFTER, Here, people_at, place
from schools.models import Membership, RegistrationGroup
from schools.rules.sessions import Slot


def be_at_register(
    *, group: RegistrationGroup, slot: Slot, by: Membership, now: dt.datetime
) -> list[Here]:
    """Note that somebody has a register open, and return who else has.

    Two who come at once may overwrite each other; the next look repairs it.
    """
    people = people_at(group, slot, now=now)
    others = [here for person, here in people.items() if person != by.person_id]
    people[by.person_id] = Here(by.name, by.position, now)
    cache.set(place(group, slot), people, GONE_AFTER.seconds)
    return others

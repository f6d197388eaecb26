"""Who else has a register open now."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from schools.models import Membership, RegistrationGroup
from schools.rules.sessions import Slot

# A page says every few seconds that it is open; after so long it is taken to be closed.
GONE_AFTER = dt.timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has a register open."""

    name: str
    position: str
    seen_at: dt.datetime


def place(group: RegistrationGroup, slot: Slot) -> str:
    """Return the key under which a register's people are kept."""
    return f"here:{group.pk}:{slot.number}"


def people_at(
    group: RegistrationGroup, slot: Slot, *, now: dt.datetime
) -> dict[int, Here]:
    """Return who has been at a register within the last seconds, by person."""
    kept: dict[int, Here] = cache.get(place(group, slot)) or {}
    return {
        person: here
        for person, here in kept.items()
        if abs(now - here.seen_at) < GONE_AFTER
    }


def others_at(
    group: RegistrationGroup, slot: Slot, *, besides: Membership, now: dt.datetime
) -> list[Here]:
    """Return everybody at a register but one person."""
    people = people_at(group, slot, now=now)
    return [here for person, here in people.items() if person != besides.person_id]

"""Requests for leave at a small school: asked and decided through the pages."""

import datetime as dt

from register.models import LeaveRequest
from schools.models import Adult
from tests.arranged import FOUND, FRIDAY, MONDAY, address, parent_of
from tests.worlds import World, make_world

TUESDAY, THURSDAY = MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(3)


def family_world() -> World:
    """Make a school whose three pupils have one mother, and a second school."""
    other = make_world().scope()
    parent_of(other, other.pupils[0], name="Notofhere")
    world = make_world().scope()
    mother = parent_of(world, world.pupils[0]).adult
    for pupil in world.pupils[1:]:
        parent_of(world, pupil, adult=mother)
    return world


def form(world, **typed):
    mother = Adult.objects.get(school=world.school)
    return {
        "pupils": [str(world.pupils[0].pk)],
        "first_day": MONDAY.isoformat(),
        "last_day": THURSDAY.isoformat(),
        "reason": "A grandmother's funeral abroad",
        "asked_by": str(mother.pk),
        "asked_on": FRIDAY.isoformat(),
        **typed,
    }


def ask(client, world, **typed):
    where = f"{address(world, 'leave-ask')}?pupil={world.pupils[0].pk}"
    return client.post(where, form(world, **typed))


def recorded(client, world, **typed) -> LeaveRequest:
    assert ask(client, world, **typed).status_code == FOUND
    world.scope()
    return LeaveRequest.objects.get()


def decide(client, world, place, **typed):
    where = address(world, "leave-decide", leave=place.request_id, place=place.pk)
    facts = {
        "decision": "grant",
        "ground": "exceptional",
        "shown": "Order of service",
        "granted_first_day": MONDAY.isoformat(),
        "granted_last_day": THURSDAY.isoformat(),
        "reasons": "A close relative; the journey takes two days",
        **typed,
    }
    answer = client.post(where, facts)
    world.scope()
    return answer

"""A class of six with names that are found if they are anywhere, and its register."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from playwright.sync_api import BrowserContext

from core.clock import at_local
from register.models import LedgerEntry, Mark, MarkDetail
from schools.models import Membership, Person
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.functional.conftest import Site
from tests.worlds import World, hire, make_pupil, make_world

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPEN = at_local(FRIDAY, dt.time(8, 52))
CLOSES = at_local(FRIDAY, dt.time(9, 20))
NAMES = ["Abara", "Bellweather", "Castellane", "Dunmorrow", "Eastergate", "Fennimoor"]


@dataclass(frozen=True)
class Stored:
    """What the server has of Friday morning's register."""

    codes: list[str | None]
    ledger: int
    moments: dict[int, dt.datetime | None]


def make_class() -> World:
    """Make a school with the class, and a second school."""
    make_world()
    world = make_world(pupils=0).scope()
    for name in NAMES:
        pupil, enrolment = make_pupil(world.school, world.group, last_name=name)
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    return world


def hire_teacher(world: World) -> Membership:
    """Hire somebody who takes the class's register."""
    with transaction.atomic():
        world.scope()
        return hire(world.school, Role.TEACHER, group=world.group)


def register_url(site: Site, world: World) -> str:
    """Return the address of Friday morning's register."""
    return site.url(
        "register",
        school=world.school.slug,
        group=world.group.pk,
        day=FRIDAY.isoformat(),
        session="am",
    )


def sign_in_as(site: Site, person: Person, context: BrowserContext) -> None:
    """Sign somebody in in a browser, in the place of whoever was."""
    value = site.cookie(person)
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.origin}]
    )


def stored(world: World) -> Stored:
    """Return codes in the order of names, replaced entries, and the device's moments."""
    with transaction.atomic():
        world.scope()
        marks = dict(
            Mark.objects.filter(slot=AM.number).values_list("enrolment_id", "code")
        )
        waited = MarkDetail.objects.filter(slot=AM.number, device_at__isnull=False)
        return Stored(
            codes=[marks.get(enrolment.pk) for enrolment in world.enrolments],
            ledger=LedgerEntry.objects.filter(slot=AM.number).count(),
            moments=dict(waited.values_list("enrolment_id", "device_at")),
        )

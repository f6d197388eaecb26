"""Real days of a school: several classes, people signed in, the clock where it belongs."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import Mark
from register.rules.ledger import by_place
from register.selectors.ledger import entries_of
from schools.models import Enrolment, RegistrationGroup
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import YEAR_STARTS_ON, World, make_pupil

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)


def at(hour: int, minute: int = 0, day: dt.date = FRIDAY) -> dt.datetime:
    return at_local(day, dt.time(hour, minute))


def freeze_at(monkeypatch, moment: dt.datetime) -> None:
    """Let the whole product live at a moment."""
    offset = moment - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


def add_class(world: World, name: str, pupils: int = 3) -> RegistrationGroup:
    """Add a class with pupils to a school."""
    group = RegistrationGroup.objects.create(
        school=world.school, name=name, starts_on=YEAR_STARTS_ON
    )
    for _ in range(pupils):
        pupil, enrolment = make_pupil(world.school, group)
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    return group


def sign_in(client: Client, world: World, role: Role) -> Client:
    client.force_login(world.by(role).person)
    return client


def page(
    client: Client, world: World, name: str, /, status: int = 200, **kwargs
) -> str:
    """Open a page of the school and return what it says."""
    query = kwargs.pop("query", {})
    address = reverse(name, kwargs={"school": world.school.slug, **kwargs})
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(
    client: Client, world: World, name: str, sent: dict, /, status=200, **kwargs
) -> str:
    """Send a form of the school's and return the page that it leads to."""
    address = reverse(name, kwargs={"school": world.school.slug, **kwargs})
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def codes(slot: Slot, enrolments: list[Enrolment]) -> str:
    """Return the standing codes of a session in order, "-" where there is none."""
    found = dict(
        Mark.objects.filter(slot=slot.number).values_list("enrolment_id", "code")
    )
    return " ".join(found.get(row.pk) or "-" for row in enrolments)


def history(slot: Slot, enrolment: Enrolment) -> list[tuple]:
    """Return what the ledger says of one mark: code, reason, name, position, in order."""
    lines = entries_of([enrolment.pk], [slot])
    made = by_place(lines).get((slot.number, enrolment.pk), ())
    return [(row.code, row.reason, row.by_name, row.by_position) for row in made]

"""A small school on a Friday morning, for leave and what is agreed beforehand."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import Arrangement, Mark, Provider, Suggestion
from register.rules.entries import Entry
from register.selectors.suggestions import suggestions_at
from register.services.marks import record_marks
from schools.models import Adult, Contact, Pupil
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import World, make_pupil

FRIDAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)
EARLY = at_local(FRIDAY, dt.time(8, 12))
OK, FOUND, FORBIDDEN, MISSING = 200, 302, 403, 404
AFTERNOONS = [f"{day}-1" for day in range(5)]
DECEMBER = dt.date(2026, 12, 11)


def be_at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Let the pages live in a moment."""
    offset = moment - clock.real_now()
    monkeypatch.setattr(clock, "demo_offset", lambda: offset)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return at_local(day, dt.time(hour, minute))


def slot(day: dt.date, session: Session = Session.AM) -> Slot:
    return Slot(day, session)


def address(world: World, name: str, **more: object) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **more})


def signed_in(client: Client, world: World, role: Role) -> Client:
    client.force_login(world.by(role).person)
    return client


def shown(client: Client, world: World, name: str, query: str = "", **more) -> str:
    """Return a page's text, which must be there."""
    answer = client.get(address(world, name, **more) + query)
    assert answer.status_code == OK, answer.status_code
    return answer.content.decode()


def send(client: Client, where: str, typed: dict[str, object]):
    """Send a form; return the answer."""
    return client.post(where, typed)


def parent_of(
    world: World,
    pupil: Pupil,
    *,
    adult: Adult | None = None,
    lives: bool = True,
    name: str = "Ines",
) -> Contact:
    """Give a pupil a parent."""
    adult = adult or Adult.objects.create(
        school=world.school, title="Mrs", first_name=name, last_name="Okoro"
    )
    return Contact.objects.create(
        school=world.school,
        pupil=pupil,
        adult=adult,
        relationship="Mother",
        lives_with_pupil=lives,
        has_parental_responsibility=True,
        starts_on=dt.date(2026, 9, 1),
    )


def known(enrolment_id: int, when: Slot) -> str | None:
    """Return the code that stands beside a name for a session."""
    row = suggestions_at(when, [enrolment_id]).get(enrolment_id)
    return row.code if row else None


def mark(world: World, when: Slot, code: str, *, number: int = 0, nature: str = ""):
    """Mark one pupil as a teacher does while the register is open."""
    hour = 8 if when.session is Session.AM else 13
    return record_marks(
        school=world.school,
        slot=when,
        entries=[
            Entry(
                enrolment_id=world.enrolments[number].pk,
                code=code,
                version=0,
                nature=nature,
            )
        ],
        by=world.by(Role.TEACHER),
        now=at(when.day, hour, 55 if hour == 8 else 5),
    )


def codes(when: Slot) -> dict[int, str | None]:
    """Return the marks of a session by enrolment."""
    return dict(
        Mark.objects.filter(slot=when.number).values_list("enrolment_id", "code")
    )


def add_pupil(world: World, **facts: Any) -> None:
    """Put another child into the world's group."""
    pupil, enrolment = make_pupil(world.school, world.group, **facts)
    world.pupils.append(pupil)
    world.enrolments.append(enrolment)


def provider(world: World, name: str = "Meadow Farm", *, is_school: bool = False):
    return Provider.objects.create(
        school=world.school,
        name=name,
        is_school=is_school,
        starts_on=dt.date(2026, 9, 1),
    )


def in_force() -> int:
    """Count the suggestions that nobody has withdrawn."""
    return Suggestion.objects.filter(withdrawn_at__isnull=True).count()


def make(client, world, kind, *, number=0, **typed):
    """Send the form of a kind for a pupil; return the answer."""
    where = address(world, "arrangement-new")
    facts = {"starts_on": MONDAY.isoformat(), **typed}
    answer = client.post(f"{where}?kind={kind}&pupil={world.pupils[number].pk}", facts)
    world.scope()
    return answer


def made(client, world, kind, **typed) -> Arrangement:
    answer = make(client, world, kind, **typed)
    assert answer.status_code == FOUND, answer.content.decode()[-3000:]
    return Arrangement.objects.latest("pk")


def part_time(**typed):
    return {
        "last_day": DECEMBER.isoformat(),
        "sessions": AFTERNOONS,
        "reason": "Coming back after an operation",
        "agreed_with": "Mrs Okoro, in a meeting",
        "agreed_on": FRIDAY.isoformat(),
        "review_on": "2026-12-04",
        **typed,
    }


def accept(client, world, when, *, take=None):
    """Take what is known of the register in one act."""
    where = address(
        world,
        "register-known",
        group=world.group.pk,
        day=when.day.isoformat(),
        session=when.session.name.lower(),
    )
    page = client.get(where).content.decode()
    ticked = take if take is not None else [row.pk for row in world.enrolments]
    answer = client.post(where, {"enrolment": [str(one) for one in ticked]})
    world.scope()
    return page, answer

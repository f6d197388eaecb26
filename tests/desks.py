"""A school's front desk on a Friday, as an office clerk asks for its pages."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.clock import at_local
from register.models import LedgerEntry, Mark, MarkDetail
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Adult, Contact, Flag
from schools.rules.sessions import Session, Slot
from schools.services.settings import Choice, choose_setting
from schools.states import Role
from tests.worlds import World, make_world

FRIDAY = dt.date(2026, 11, 20)
AM, PM = Slot(FRIDAY, Session.AM), Slot(FRIDAY, Session.PM)


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


class Desk:
    """A clerk with a clock that stands where the test puts it."""

    def __init__(self, world: World, client, monkeypatch) -> None:
        self.world, self.client, self.patch = world, client, monkeypatch
        client.force_login(world.by(Role.OFFICE).person)
        self.it_is(8, 52)

    def it_is(self, hour: int, minute: int) -> None:
        moment = at(hour, minute)
        self.patch.setattr(clock, "now", lambda: moment)

    def sign_in_as(self, role: Role):
        self.client.force_login(self.world.by(role).person)

    def url(self, name, **more) -> str:
        return reverse(name, kwargs={"school": self.world.school.slug, **more})

    def get(self, name, query=None, **more) -> str:
        answer = self.client.get(self.url(name, **more), query or {})
        assert answer.status_code == 200, answer.content.decode()[:600]
        return answer.content.decode()

    def post(self, name, data=None, query="", **more):
        return self.client.post(self.url(name, **more) + query, data or {})

    def choose(self, key: str, value) -> None:
        """Let the school choose a setting from today."""
        choose_setting(
            body=self.world.school,
            key=key,
            choice=Choice(value=value, starts_on=FRIDAY, chosen_by="Governors"),
            by=self.world.by(Role.HEAD),
            now=at(8, 0),
        )

    def arrive(self, pupil=0, *, arrived, **typed):
        """Sign a pupil in late, as the form does."""
        query = f"?pupil={self.world.pupils[pupil].pk}"
        data = {"arrived": arrived, "reason": "", "came_with": "", "why": "", **typed}
        return self.post("desk", data, query)

    def mark(self, *codes, now=None, slot=AM, version=0):
        return record_marks(
            school=self.world.school,
            slot=slot,
            entries=[
                Entry(enrolment_id=row.pk, code=code, version=version)
                for row, code in zip(self.world.enrolments, codes, strict=False)
            ],
            by=self.world.by(Role.TEACHER),
            now=now or at(8, 55),
        )

    def mark_of(self, pupil=0, slot=AM) -> Mark | None:
        return Mark.objects.filter(
            slot=slot.number, enrolment=self.world.enrolments[pupil]
        ).first()

    def story(self, pupil=0, slot=AM) -> list[tuple[str | None, str]]:
        """Return codes of the ledger with the reason of each, the first one first."""
        enrolment = self.world.enrolments[pupil]
        where = {"slot": slot.number, "enrolment": enrolment}
        reasons = dict(
            MarkDetail.objects.filter(**where).values_list("version", "reason")
        )
        rows = list(
            LedgerEntry.objects.filter(**where)
            .order_by("version")
            .values_list("version", "code")
        )
        mark = self.mark_of(pupil, slot)
        if mark is not None:
            rows.append((mark.version, mark.code))
        return [(code, reasons.get(version, "")) for version, code in rows]


def carry(world: World, pupil: int = 0) -> None:
    """Let the authority's transport bring a pupil."""
    Flag.objects.create(
        school=world.school,
        pupil=world.pupils[pupil],
        kind="authority_transport",
        starts_on=dt.date(2026, 9, 1),
    )


def contact_of(world: World, pupil: int = 0, *, name="Ines", **facts) -> Contact:
    adult = Adult.objects.create(
        school=world.school, title="Mrs", first_name=name, last_name="Okoro"
    )
    facts = {"relationship": "Mother", "may_collect": True, **facts}
    return Contact.objects.create(
        school=world.school,
        pupil=world.pupils[pupil],
        adult=adult,
        starts_on=dt.date(2026, 9, 1),
        **facts,
    )


@pytest.fixture
def desk(client, monkeypatch) -> Desk:
    """Open the desk of a school, beside another school that must not appear."""
    make_world()
    world = make_world(pupils=4).scope()
    return Desk(world, client, monkeypatch)

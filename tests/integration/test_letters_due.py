"""Who is due for a letter by the register, why, and with which facts; once for each cause."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from core import clock
from core.clock import at_local
from core.periods import Period
from letters.codes import BY_KEY
from letters.models import BatchItem
from letters.selectors.due import due_letters, known_facts
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Body, Setting
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import BodyKind, Role
from tests.factories.letters import LONG_AGO, make_contact
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
SINCE = dt.date(2026, 11, 2)


@pytest.fixture
def world(settings, tmp_path, monkeypatch) -> World:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: at_local(TODAY, dt.time(9, 30)))
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    stranger = make_world().scope()
    mark_all(stranger, "A")
    world = make_world().scope()
    nation = Body.objects.get(kind=BodyKind.NATION)
    assert Setting.objects.filter(body=nation).exists()
    return world


def mark_all(world: World, pattern: str = "", **codes: str) -> None:
    """Mark the half term so far; a pupil's codes are spelt out from its first session."""
    by = world.by(Role.OFFICER)
    days = calendar_of(world.school).school_days(Period(SINCE, TODAY))
    slots = [Slot(day, session) for day in days for session in Session]
    for place, slot in enumerate(slots):
        present = "/" if slot.session is Session.AM else "\\"
        entries = []
        for number, row in enumerate(world.enrolments):
            typed = codes.get(f"p{number}", "")
            code = typed[place] if place < len(typed) else "."
            entries.append(
                Entry(
                    enrolment_id=row.pk,
                    code=present if code == "." else code,
                    version=0,
                    minutes_late=12 if code == "L" else None,
                )
            )
        hour = 9 if slot.session is Session.AM else 13
        outcome = record_marks(
            school=world.school,
            slot=slot,
            entries=entries,
            by=by,
            now=at_local(slot.day, dt.time(hour, 5)),
        )
        assert outcome.is_clean, outcome


def due(world: World, kind: str) -> list:
    return [row for row in due_letters(world.school, TODAY) if row.kind == kind]


def test_a_tenth_missed_is_due_with_its_figures(world):
    mark_all(world, p0="III", p1="II")
    [row] = due(world, "persistent_absence")
    assert row.pupil == world.pupils[0].pk
    assert "3 of 28 sessions missed" in row.reason
    facts = known_facts(world.pupils[0], BY_KEY[row.kind], TODAY)
    assert facts["sessions_missed"] == 3
    assert facts["sessions_possible"] == 28
    assert facts["attendance"] == "89.3%"
    absences: Any = facts["absences"]
    assert [row["recorded"] for row in absences] == ["Illness"] * 3


def test_lateness_is_due_once_in_a_half_term(world):
    mark_all(world, p0="L.L.L.L.L.L.L.L.L.L.")
    [row] = due(world, "lateness")
    facts = known_facts(world.pupils[0], BY_KEY["lateness"], TODAY)
    assert facts["times_late"] == 10
    assert facts["minutes_late"] == 120
    assert facts["attendance_from"] == "2026-11-02"
    assert "Late 10 times this half term" in row.reason
    assert row.cause == "lateness autumn 2 2026"


def test_an_n_of_five_school_days_is_due_for_a_reminder(world):
    mark_all(world, p0="N", p1="." * 27 + "N")
    [row] = due(world, "absence_reminder")
    assert row.pupil == world.pupils[0].pk
    assert row.facts["sessions"][0]["day"] == "2026-11-02"
    assert "overdue" in row.reason


def test_who_is_ticked_has_a_letter_and_is_due_no_more(world, client):
    mark_all(world, p0="III", p1="III")
    make_contact(world.pupils[0])
    make_contact(world.pupils[1])
    client.force_login(world.by(Role.OFFICER).person)
    here = reverse("letters-due", kwargs={"school": world.school.slug})
    page = client.get(here).content.decode()
    assert world.pupils[0].sort_name in page
    rows = due(world.scope(), "persistent_absence")
    made = client.post(
        here, {"kind": "persistent_absence", "due": [rows[0].key, "forged|1|c"]}
    )
    assert made.status_code == 302
    world.scope()
    [item] = BatchItem.objects.all()
    assert item.pupil_id == rows[0].pupil
    assert item.reason == rows[0].reason
    assert item.facts["sessions_missed"] == 3
    assert [row.pupil for row in due(world, "persistent_absence")] == [rows[1].pupil]
    again = client.post(here, {"kind": "persistent_absence", "due": [rows[0].key]})
    assert again.status_code == 422
    assert "Tick those who shall be written to." in again.content.decode()
    world.scope()
    assert BatchItem.objects.count() == 1


def test_nobody_is_due_before_the_calendar_begins(world):
    assert due_letters(world.school, LONG_AGO) == []


def test_a_pupil_without_marks_has_no_figures(world):
    assert known_facts(world.pupils[0], BY_KEY["lateness"], TODAY) == {}

"""The month of a class: read at a glance, and many sessions changed in one act."""

import datetime as dt
import re
import time
from typing import Any

import pytest

from register.models import LedgerEntry
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Closure, GroupTeacher, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.mornings import mark
from tests.real_days import (
    AM,
    PM,
    at,
    codes,
    freeze_at,
    history,
    page,
    send,
    sign_in,
)
from tests.worlds import LONG_AGO, make_pupil, make_world

pytestmark = pytest.mark.django_db
NOVEMBER = "2026-11"


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    mark(other, "/", "/", "/")
    world: Any = make_world().scope()
    world.other = other
    return world


@pytest.fixture
def office(world, client, monkeypatch):
    freeze_at(monkeypatch, at(14))
    return sign_in(client, world, Role.OFFICE)


def month(world, client, **query):
    return page(
        client, world, "group-month", group=world.group.pk, month=NOVEMBER, query=query
    )


def change(world, client, cells, code, act="change", status=200, **said):
    sent = {"cell": cells, "code": code, "act": act, "reason": "Note from home"} | said
    return send(
        client,
        world,
        "group-month",
        sent,
        status=status,
        group=world.group.pk,
        month=NOVEMBER,
    )


def cell(enrolment, slot, version):
    return f"{enrolment.pk}.{slot.number}.{version}"


def test_a_month_shows_every_code_with_its_total(world, office):
    mark(world, "/", "N", "L")
    shown = month(world, office)
    names = [row.pupil.sort_name for row in world.enrolments]
    assert all(name in shown for name in names)
    assert f'value="{cell(world.enrolments[1], AM, 1)}"' in shown
    assert f"{names[1]}, Fri 20 Nov AM: Reason not yet known" in shown
    assert "1/1 <b>100%</b>" in shown
    assert "0/1 <b>0%</b>" in shown
    assert "Another school" not in shown


def test_closures_staff_days_and_holidays_are_hash_and_count_in_nothing(world, office):
    Closure.objects.create(
        school=world.school,
        kind=Closure.Kind.STAFF_DAY,
        name="Staff day",
        starts_on=dt.date(2026, 11, 9),
        ends_on=dt.date(2026, 11, 10),
    )
    shown = month(world, office)
    assert "Monday 9 November: Staff day" in shown
    assert (
        f"{cell(world.enrolments[0], Slot(dt.date(2026, 11, 9), Session.AM), 0)}"
        not in shown
    )
    october = page(office, world, "group-month", group=world.group.pk, month="2026-10")
    assert "Monday 26 October: Not in a term" in october
    assert october.count('<td class="is-closed"') == 5 * 2 * 3
    assert 'class="is-ahead"' in shown
    assert "0/0 <b>–</b>" in shown


def test_a_range_becomes_a_code_in_one_act_each_with_its_ledger_row(world, office):
    mark(world, "N", "N", "/")
    afternoon = [Entry(enrolment_id=world.enrolments[0].pk, code="N", version=0)]
    record_marks(
        school=world.school,
        slot=PM,
        entries=afternoon,
        by=world.by(Role.TEACHER),
        now=at(13, 5),
    )
    cells = [
        cell(world.enrolments[0], AM, 1),
        cell(world.enrolments[0], PM, 1),
        cell(world.enrolments[1], AM, 1),
    ]
    looked = change(world, office, cells, "I", act="look")
    assert "3 marks: " in looked
    assert "Change 3 marks" in looked
    assert codes(AM, world.enrolments) == "N N /"
    done = change(world, office, cells, "I")
    assert "3 marks changed, each in the ledger." in done
    assert codes(AM, world.enrolments) == "I I /"
    assert codes(PM, world.enrolments) == "I - -"
    teacher, office_name = world.by(Role.TEACHER).name, world.by(Role.OFFICE).name
    for slot, row in ((AM, 0), (PM, 0), (AM, 1)):
        assert history(slot, world.enrolments[row]) == [
            ("N", "", teacher, "Class teacher"),
            ("I", "Note from home", office_name, "Office staff"),
        ]


def test_present_is_one_choice_for_both_sessions(world, office):
    mark(world, "N", "N", "N")
    cells = [cell(world.enrolments[0], AM, 1), cell(world.enrolments[0], PM, 0)]
    change(world, office, cells, "/")
    assert codes(AM, world.enrolments) == "/ N N"
    assert codes(PM, world.enrolments) == "\\ - -"


def test_what_is_refused_or_changed_meanwhile_is_said_cell_by_cell(world, office):
    mark(world, "N", "N", "/")
    mark(world, "I", version=1, reason="Call", now=at(10), by=world.by(Role.OFFICER))
    ahead = Slot(dt.date(2026, 11, 23), Session.AM)
    cells = [
        cell(world.enrolments[0], AM, 1),
        cell(world.enrolments[1], AM, 1),
        cell(world.enrolments[2], ahead, 0),
        cell(world.other.enrolments[0], AM, 1),
    ]
    done = change(world, office, cells, "M")
    assert codes(AM, world.enrolments) == "I M /"
    officer = world.by(Role.OFFICER)
    assert f"Meanwhile {officer.name}, Attendance officer entered I" in done
    assert "The register of Mon 23 Nov AM has not opened." in done
    assert "roll" in done
    assert codes(AM, world.other.scope().enrolments) == "/ / /"


def test_entries_are_taken_back_and_a_reason_is_always_asked(world, office):
    mark(world, "N", "N", "/")
    asked = change(
        world, office, [cell(world.enrolments[0], AM, 1)], "none", status=422, reason=""
    )
    assert "Enter reason." in asked
    change(world, office, [cell(world.enrolments[0], AM, 1)], "none")
    assert codes(AM, world.enrolments) == "- N /"
    nothing = change(world, office, [], "I", status=422)
    assert "Choose at least one session of a pupil." in nothing
    odd = change(world, office, ["1.2"], "I", status=422)
    assert "was not understood" in odd


def test_the_whole_class_and_month_is_changed_at_once(world, office):
    mark(world, "N", "N", "N")
    value = re.compile(r'name="cell" value="([\d.]+)"')
    cells = value.findall(month(world, office))
    assert len(cells) == 3 * 30
    looked = change(world, office, cells, "V", act="look")
    assert "Change 90 marks" in looked


def test_staff_change_nothing_of_their_own_family(world, office):
    mark(world, "N", "N", "/")
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Daughter",
    )
    cells = [cell(world.enrolments[0], AM, 1), cell(world.enrolments[1], AM, 1)]
    done = change(world, office, cells, "I")
    assert codes(AM, world.enrolments) == "N I /"
    assert "family of yours" in done


def test_a_teacher_reads_the_month_and_changes_nothing(world, client, monkeypatch):
    freeze_at(monkeypatch, at(14))
    mark(world, "N", "N", "/")
    teacher = world.by(Role.TEACHER)
    GroupTeacher.objects.create(
        school=world.school, group=world.group, membership=teacher, starts_on=LONG_AGO
    )
    sign_in(client, world, Role.TEACHER)
    shown = month(world, client)
    assert "/marks/" in shown
    assert "checkbox" not in shown
    change(world, client, [cell(world.enrolments[0], AM, 1)], "I", status=403)
    assert codes(AM, world.enrolments) == "N N /"


def test_the_month_of_a_pupil_changes_the_same_way(world, office):
    mark(world, "N", "N", "/")
    pupil = world.pupils[0]
    shown = page(office, world, "pupil-month", pupil=pupil.pk, month=NOVEMBER)
    assert world.pupils[1].sort_name not in shown
    sent = {
        "cell": cell(world.enrolments[0], AM, 1),
        "code": "I",
        "reason": "Call",
        "act": "change",
    }
    send(office, world, "pupil-month", sent, pupil=pupil.pk, month=NOVEMBER)
    assert codes(AM, world.enrolments) == "I N /"
    assert LedgerEntry.objects.count() == 1


def test_there_is_no_month_of_strangers_or_of_nonsense(world, client, monkeypatch):
    freeze_at(monkeypatch, at(14))
    sign_in(client, world, Role.OFFICE)
    for month_, group in (("2026-13", world.group), ("nov", world.group)):
        page(client, world, "group-month", status=404, group=group.pk, month=month_)
    elsewhere = world.other.group.pk
    page(client, world, "group-month", status=404, group=elsewhere, month=NOVEMBER)


def test_thirty_pupils_by_a_whole_month_are_drawn_at_once(world, office):
    for _ in range(27):
        _, enrolment = make_pupil(world.school, world.group)
        world.enrolments.append(enrolment)
    mark(world, *["/"] * 30)
    month(world, office)
    begun = time.perf_counter()
    shown = month(world, office)
    took = time.perf_counter() - begun
    assert shown.count('name="cell"') == 30 * 30
    assert took < 1.0

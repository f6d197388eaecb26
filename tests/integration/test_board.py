"""The board: what is missing and why, in few queries, and asking once."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.clock import at_local
from core.tenancy import set_scope
from register.models import Nudge
from register.rules.entries import Entry
from register.selectors.board import BoardLine, board_of, line_of
from register.selectors.roster import pupils_without_register, why_without_register
from register.services.marks import record_marks
from register.services.taking import nudge_teacher, take_register
from schools.models import RegistrationGroup
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.mornings import AM, FRIDAY, at, mark, take
from tests.worlds import YEAR_STARTS_ON, World, hire, make_pupil, make_world

pytestmark = pytest.mark.django_db

SATURDAY = dt.date(2026, 11, 21)


@pytest.fixture
def world() -> World:
    other = make_world(group="Another school 9Z").scope()
    mark(other, "/", "/", "/")
    return make_world().scope()


@pytest.fixture
def freeze(monkeypatch):
    def to(moment: dt.datetime) -> None:
        offset = moment - clock.real_now()
        monkeypatch.setattr(clock, "demo_offset", lambda: offset)

    return to


def morning(world, now) -> BoardLine:
    line = line_of(world.school, world.group.pk, AM, now)
    assert line is not None
    return line


def page(client, world, role, name="board", **query):
    client.force_login(world.by(role).person)
    return client.get(reverse(name, kwargs={"school": world.school.slug}), query)


# How a register stands -------------------------------------------------------


def test_a_register_is_not_yet_then_open_then_missing(world):
    assert not morning(world, at(8, 49)).is_open
    assert morning(world, at(8, 50)).is_open
    assert morning(world, at(9, 19)).is_open
    assert morning(world, at(9, 20)).is_missing


def test_a_register_that_is_marked_but_not_handed_in_is_missing(world):
    mark(world, "/", "/", "/")
    line = morning(world, at(9, 30))
    assert (line.is_missing, line.marked, line.pupils) == (True, 3, 3)


def test_a_register_handed_in_after_the_close_is_taken_late(world):
    mark(world, "/", "/", "/", now=at(9, 25))
    take(world, now=at(9, 26))
    line = morning(world, at(9, 30))
    assert (line.is_taken, line.is_late) == (True, True)


def test_a_register_that_lost_a_mark_after_it_was_handed_in_shows_its_gap(world):
    mark(world, "/", "/", "/")
    take(world)
    mark(
        world, None, version=1, by=world.by(Role.OFFICE), now=at(10, 0), reason="wrong"
    )
    assert morning(world, at(10, 1)).is_gapped


def test_a_saturday_has_no_board(world):
    assert board_of(world.school, SATURDAY, at(9, 0)) == []


def test_the_board_of_forty_groups_takes_few_queries(world):
    for number in range(39):
        group = RegistrationGroup.objects.create(
            school=world.school, name=f"G{number}", starts_on=YEAR_STARTS_ON
        )
        make_pupil(world.school, group)
        hire(
            world.school,
            Role.TEACHER,
            group=group,
            person=world.by(Role.TEACHER).person,
        )
    board_of(world.school, FRIDAY, at(9, 0))  # reads calendar and times once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        lines = board_of(world.school, FRIDAY, at(9, 0))
        pupils_without_register(world.school, FRIDAY)
    assert len(lines) == 80
    assert len(asked) <= 6


def test_no_group_of_another_school_is_on_the_board(world, client, freeze):
    freeze(at(9, 30))
    shown = page(client, world, Role.OFFICE).content.decode()
    assert world.group.name in shown
    assert "Another school 9Z" not in shown


# Pupils whom no register asks for --------------------------------------------


@pytest.mark.parametrize(
    ("group", "words"),
    [(None, "in no class"), ("ended", "which has ended")],
)
def test_a_pupil_whom_no_register_asks_for_is_listed_with_the_reason(
    world, client, freeze, group, words
):
    freeze(at(9, 30))
    ended = group and RegistrationGroup.objects.create(
        school=world.school,
        name="Old",
        starts_on=dt.date(2025, 9, 1),
        ends_on=dt.date(2026, 9, 30),
    )
    _, enrolment = make_pupil(world.school, ended, last_name="Nobodyasks")
    assert words in why_without_register([enrolment], FRIDAY)[enrolment.pk]
    shown = page(client, world, Role.OFFICE).content.decode()
    assert "Nobodyasks" in shown
    assert words in shown


# The page --------------------------------------------------------------------


def test_the_board_says_that_every_register_is_in_and_when(world, client, freeze):
    mark(world, "/", "/", "/")
    take(world)
    freeze(at(9, 25))
    shown = page(client, world, Role.OFFICE).content.decode()
    assert "Every register is in. 09:25." in shown


def test_another_day_s_board_does_not_say_the_time_of_now(world, client, freeze):
    mark(world, "/", "/", "/")
    take(world)
    freeze(at_local(dt.date(2026, 11, 23), dt.time(8, 0)))
    day = Slot(FRIDAY, Session.PM)
    record_marks(
        school=world.school,
        slot=day,
        entries=[
            Entry(enrolment_id=row.pk, code="\\", version=0) for row in world.enrolments
        ],
        by=world.by(Role.TEACHER),
        now=at(13, 5),
    )
    take_register(
        school=world.school,
        group=world.group,
        slot=day,
        by=world.by(Role.TEACHER),
        now=at(13, 6),
    )
    shown = page(client, world, Role.OFFICE, day="2026-11-20").content.decode()
    assert "Every register of this day is in." in shown


def test_the_board_says_why_a_line_is_there(world, client, freeze):
    mark(world, "/", "/")
    freeze(at(9, 32))
    shown = page(client, world, Role.OFFICE).content.decode()
    assert "Closed 09:20, 12 min ago; 1 of 3 has no mark" in shown


def test_a_board_that_has_not_changed_answers_that_there_is_nothing_new(
    world, client, freeze
):
    freeze(at(9, 30))
    client.force_login(world.by(Role.OFFICE).person)
    address = reverse("board", kwargs={"school": world.school.slug})
    first = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in first.content.decode()
    seen = first.content.decode().split("seen=")[1].split('"')[0]
    again = client.get(f"{address}?seen={seen}", headers={"HX-Request": "true"})
    assert again.status_code == 204
    mark(world, "/")
    changed = client.get(f"{address}?seen={seen}", headers={"HX-Request": "true"})
    assert changed.status_code == 200


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR])
def test_who_does_not_watch_registers_is_told_so(world, client, freeze, role):
    freeze(at(9, 30))
    answer = page(client, world, role)
    assert answer.status_code == 403
    assert "watch the board of registers" in answer.content.decode()


# Asking ----------------------------------------------------------------------


def ask(world, now, role=Role.OFFICE):
    return nudge_teacher(
        school=world.school, group=world.group, slot=AM, by=world.by(role), now=now
    )


def test_a_register_is_asked_for_once_in_five_minutes(world):
    first = ask(world, at(9, 21))
    assert ask(world, at(9, 25), Role.HEAD) == first
    assert ask(world, at(9, 26), Role.HEAD) != first
    assert Nudge.objects.count() == 2


def test_a_register_that_is_in_is_not_asked_for(world):
    mark(world, "/", "/", "/")
    take(world)
    with pytest.raises(Refused, match="in already"):
        ask(world, at(9, 21))


def test_a_register_that_has_not_opened_is_not_asked_for(world):
    with pytest.raises(Refused, match="has not opened"):
        ask(world, at(8, 30))


def test_asking_on_the_page_shows_who_asked_and_when(world, client, freeze):
    freeze(at(9, 30))
    client.force_login(world.by(Role.OFFICE).person)
    address = reverse(
        "nudge",
        kwargs={
            "school": world.school.slug,
            "group": world.group.pk,
            "day": FRIDAY.isoformat(),
            "session": "am",
        },
    )
    shown = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert f"asked 09:30 by {world.by(Role.OFFICE).name}" in shown
    assert "Ask for it" not in shown
    assert client.get(address).status_code == 405


def test_another_school_s_board_is_not_there(world, client):
    set_scope([])
    stranger = make_world().scope().by(Role.HEAD)
    client.force_login(stranger.person)
    address = reverse("board", kwargs={"school": world.school.slug})
    assert client.get(address).status_code == 404


def test_the_words_of_the_board_fit_every_way_a_register_can_stand(
    world, client, freeze
):
    states = itertools.product(
        ([], ["/"], ["/", "/", "/"]), (at(8, 40), at(9, 0), at(9, 30), at(14, 0))
    )
    for codes, moment in states:
        mark(world, *codes)
        freeze(moment)
        assert page(client, world, Role.OFFICE).status_code == 200

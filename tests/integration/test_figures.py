"""Figures, and the page that each of them opens to."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core.clock import at_local
from core.periods import Period
from core.tenancy import set_scope
from register.codes import CODES, code_on
from register.rules.counting import Counts
from register.rules.entries import Entry
from register.rules.thresholds import is_persistently_absent, is_severely_absent
from register.selectors.figures import counts_of_pupils
from register.services.marks import record_marks
from reports.rules.selection import Selection
from reports.rules.spans import custom
from reports.selectors.figures import sums_of_schools
from reports.selectors.figures_people import People
from reports.selectors.homes_authority import figures_of_authority
from schools.models import AccessLog, Affiliation, Body
from schools.rules.bands import band_of
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on
from schools.states import BodyKind, Role
from tests.worlds import LONG_AGO, World, hire, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
WEEK = Period.through(dt.date(2026, 11, 16), FRIDAY)
# Ten sessions of three pupils, as a register is written. Counted by hand: possible
# 10 + 9 + 8 (D and Q are not), attended 9 + 5 + 8, authorised 2, unauthorised 1 + 2.
ROWS = (
    "/\\ /\\ L\\ /\\ /O",
    "/\\ II NN /\\ /D",
    "/\\ /\\ /\\ /V Q.",
)


@pytest.fixture(autouse=True)
def saturday():
    with time_machine.travel(at_local(dt.date(2026, 11, 21), dt.time(9)), tick=False):
        yield


@pytest.fixture
def world() -> World:
    other = make_world()
    other.pupils[0].last_name = "Stranger"
    other.pupils[0].save()
    write(other, ("NN NN NN NN NN",) * 3)
    world = make_world().scope()
    for number, pupil in enumerate(world.pupils):
        pupil.last_name = f"Ours{number}"
        pupil.save()
    write(world, ROWS)
    return world


def write(world: World, rows: tuple[str, ...]) -> None:
    """Write rows of a register into the week, a dot for no mark."""
    by = world.by(Role.OFFICE)
    for index, day in enumerate(WEEK.days()):
        for session in Session:
            entries = [
                Entry(enrolment_id=enrolment.pk, code=code, version=0)
                for enrolment, row in zip(world.enrolments, rows, strict=True)
                if (code := row.split()[index][session]) != "."
            ]
            outcome = record_marks(
                school=world.school,
                slot=Slot(day, session),
                entries=entries,
                by=by,
                now=at_local(day, dt.time(9 + 5 * session)),
            )
            assert outcome.is_clean, outcome


def page(client, world: World, name: str, role=Role.HEAD, status=200, **query) -> str:
    kwargs = query.pop("kwargs", {})
    client.force_login(world.by(role).person)
    address = reverse(name, kwargs={"school": world.school.slug, **kwargs})
    answer = client.get(address, {"period": "week", **query})
    assert answer.status_code == status
    return answer.content.decode()


def plain(text: str) -> str:
    """Return a page's words without its tags."""
    import re

    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_working_of_attendance_is_what_was_counted_by_hand(client, world):
    text = plain(page(client, world, "figure-working", measure="attendance"))
    assert "22 sessions attended" in text
    assert "27 possible sessions" in text
    assert "22 ÷ 27 = 81.4815%, printed as 81.5%" in text
    assert "D Due at another school · not a possible attendance 1" in text
    assert "Q " in text
    assert "there is no mark 1" in text


@pytest.mark.parametrize(
    ("measure", "fraction"),
    [
        ("absence", "5 ÷ 27"),
        ("authorised", "2 ÷ 27"),
        ("unauthorised", "3 ÷ 27"),
        ("late", "1 ÷ 27"),
        ("persistent", "2 ÷ 3"),
        ("severe", "0 ÷ 3"),
    ],
)
def test_every_measure_opens_to_its_fraction(client, world, measure, fraction):
    assert fraction in plain(page(client, world, "figure-working", measure=measure))


def test_a_count_of_pupils_names_them_with_the_integers_compared(client, world):
    text = plain(page(client, world, "figure-working", measure="persistent"))
    assert "10 \N{MULTIPLICATION SIGN} missed ≥ possible" in text
    assert "10 \N{MULTIPLICATION SIGN} 4 = 40 ≥ 9" in text
    assert "Ours1" in text
    assert "Ours2" not in text


def test_a_pupils_own_working_is_kept_in_the_access_log(client, world):
    pupil = world.pupils[1]
    text = plain(page(client, world, "figure-working", of="pupil", id=pupil.pk))
    assert "5 ÷ 9" in text
    assert AccessLog.objects.get().pupil == pupil


@pytest.mark.parametrize(
    "query",
    [{"of": "pupil", "id": 999_999}, {"measure": "luck"}, {"of": "group", "id": 0}],
)
def test_a_working_of_nothing_is_not_found(client, world, query):
    page(client, world, "figure-working", status=404, **query)


@pytest.mark.parametrize("measure", ["attendance", "persistent", "band-0", "code-A"])
def test_a_governor_opens_every_figure_and_sees_no_pupil(client, world, measure):
    text = page(client, world, "figure-working", Role.GOVERNOR, measure=measure)
    assert "Ours" not in text


@pytest.mark.parametrize("name", ["figures-pupils", "figure-working"])
def test_a_governor_may_not_ask_about_one_pupil(client, world, name):
    pupil = world.pupils[0].pk
    page(client, world, name, Role.GOVERNOR, status=403, of="pupil", id=pupil)


def test_the_page_of_figures_has_the_school_and_not_its_neighbour(client, world):
    text = plain(page(client, world, "figures"))
    assert "81.5%" in text
    assert "Stranger" not in text
    assert "England, primary schools, autumn term 2024/25 (school census)" in text
    assert "3 pupils with a possible session" in text
    assert "1 session without a mark left out" in text


def test_a_class_counts_those_in_it_on_the_last_day(client, world):
    text = plain(
        page(
            client,
            world,
            "figures-group",
            kwargs={"kind": "class", "number": world.group.pk},
        )
    )
    assert "3 pupils who were in 4B on the last day of the period" in text
    assert "81.5%" in text


def test_a_year_group_or_a_class_of_nobody_is_not_a_mistake(client, world):
    kwargs = {"kind": "year", "number": 11}
    assert "No session was possible" in page(
        client, world, "figures-group", kwargs=kwargs
    )


def test_pupils_are_listed_with_the_lowest_attendance_first(client, world):
    text = page(client, world, "figures-pupils")
    assert text.index("Ours1") < text.index("Ours0") < text.index("Ours2")
    assert "Stranger" not in text


def test_a_flag_that_may_not_be_seen_may_not_be_filtered_by(client, world):
    page(client, world, "figures", Role.OFFICE, status=404, flag="child_protection")
    page(client, world, "figures", Role.HEAD, flag="child_protection")


@pytest.mark.parametrize("chart", ["weeks", "weekdays"])
def test_a_chart_is_a_picture_that_loads_and_runs_nothing(client, world, chart):
    svg = page(client, world, "figure-chart", kwargs={"chart": chart})
    assert svg.startswith(("<svg", "<?xml"))
    assert "<title>Attendance of" in svg
    assert "<desc>" in svg
    assert "<script" not in svg
    assert "@import" not in svg
    assert "href=" not in svg.replace('xlink:href="#', "")


def test_the_tracker_shows_ten_sessions_and_what_is_to_go(client, world):
    hire(
        world.school,
        Role.TEACHER,
        group=world.group,
        person=world.by(Role.TEACHER).person,
    )
    text = page(client, world, "tracker", Role.TEACHER, week="2026-11-18")
    assert text.count("<tbody>") == 1
    assert text.count('role="img"') >= 30
    assert "Wed 18 Nov AM: Reason not yet known" in text
    assert "persistent" in text
    assert "Stranger" not in text


# The engine ------------------------------------------------------------------


def test_sums_agree_with_the_rules_for_every_pupil(world):
    sums = sums_of_schools([world.school], WEEK)
    bands = policy_on(world.school, FRIDAY).bands
    inside = sums.in_bands(bands)
    for pk, counts in counts_of_pupils([e.pk for e in world.enrolments], WEEK).items():
        index = sums.at(pk)
        assert sums.attended[index] == counts.attended
        assert sums.missed[index] == counts.absent
        assert sums.late[index] == counts.late
        missed, possible = counts.absent, counts.possible
        assert sums.persistent[index] == is_persistently_absent(missed, possible)
        assert sums.severe[index] == is_severely_absent(missed, possible)
        (band,) = (b for b, who in zip(bands, inside, strict=True) if who[index])
        assert band == band_of(counts.attended, possible, bands)


def test_a_period_over_two_academic_years_adds_up(world):
    day = dt.date(2026, 7, 1)
    before = sums_of_schools([world.school], WEEK)
    both = sums_of_schools([world.school], Period.through(day, FRIDAY))
    assert len(both.tables) == 2
    assert sorted(both.ids) == sorted(before.ids)
    assert both.totals == before.totals
    assert both.possible.sum() == 27


def test_unmarked_sessions_are_those_that_registers_asked_for(world):
    span = custom(WEEK.starts_on, FRIDAY)
    people = People(world.school, Selection(span))
    assert people.unmarked(dt.date(2026, 11, 21)) == 1
    assert people.unmarked(dt.date(2026, 11, 20)) == 0


# Across schools --------------------------------------------------------------


@pytest.fixture
def authority(world: World) -> Body:
    made = Body.objects.create(
        kind=BodyKind.AUTHORITY, name="Test Council", slug="test-council"
    )
    Affiliation.objects.create(
        school=world.school, parent=made, kind=BodyKind.AUTHORITY, starts_on=LONG_AGO
    )
    return made


def test_an_authoritys_sums_are_those_that_the_school_counts(world, authority):
    set_scope([world.school.pk], body_ids=[authority.pk])
    officer = hire(authority, Role.AUTHORITY_OFFICER)
    sums = sums_of_schools([world.school], WEEK)
    set_scope([], person_id=officer.person_id)
    (row,) = figures_of_authority(authority, WEEK, on=FRIDAY)
    counts = sums.totals
    assert (row.possible, row.attended) == (counts.possible, counts.attended)
    assert (row.authorised, row.unauthorised) == (
        counts.authorised,
        counts.unauthorised,
    )
    assert (row.late, row.pupils) == (counts.late, 3)
    assert (row.persistent, row.severe) == (2, 0)


def test_the_database_refuses_an_authoritys_sums_to_anyone_else(world, authority):
    for person in (world.by(Role.HEAD).person_id, None):
        set_scope([world.school.pk], person_id=person)
        with pytest.raises(DatabaseError), transaction.atomic():
            figures_of_authority(authority, WEEK, on=FRIDAY)


def test_the_function_counts_every_code_as_the_code_table_does(world, authority):
    """Write each letter into a year row by the owner's hand and compare."""
    set_scope([world.school.pk], body_ids=[authority.pk])
    officer = hire(authority, Role.AUTHORITY_OFFICER)
    letters = "".join(code.letter for code in CODES)
    with connection.cursor() as cursor:
        cursor.execute(
            "select prosrc from pg_proc where proname = 'reports_authority_figures'"
        )
        (source,) = cursor.fetchone()
        said = source.split("'UTF8'),", 1)[1].split("'")
        cursor.execute("select translate(%s, %s, %s)", [letters, said[1], said[3]])
        (meant,) = cursor.fetchone()
    counts = Counts.of(letters)
    assert len(meant) == counts.possible
    assert sum(map(meant.count, "uU")) == counts.unauthorised
    assert meant.count("a") == counts.authorised
    assert sum(map(meant.count, "lU")) == counts.late
    assert code_on("U", FRIDAY).letter in said[1]
    assert officer.role == Role.AUTHORITY_OFFICER


def test_a_calendar_week_has_ten_sessions(world):
    assert calendar_of(world.school).count_sessions(WEEK) == 10

"""The demonstration as it stands in the database after it was loaded."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.test import Client, override_settings
from django.urls import reverse
from stdnum.gb import upn

from attendance.demo import shape
from attendance.demo.colleagues import colleagues_take
from core import clock
from core.models import DemoClock
from core.tenancy import in_schools
from register.models import Mark, RegisterTaken, Suggestion
from register.rules.entries import Entry
from register.selectors.roster import pupils_without_register, roster
from register.services.marks import record_marks
from schools.codes.flags import FLAGS
from schools.models import (
    Body,
    Flag,
    Membership,
    Person,
    Pupil,
    RegistrationGroup,
)
from schools.rules.sessions import Session, Slot
from schools.states import Role

SCHOOLS = ("primary", "academy", "special")
FRIDAY = dt.date(2026, 11, 20)
TEACHERS_GROUP = {of.slug: of.teacher_group for of in shape.SCHOOLS}
ROLES = ("teacher", "office", "officer", "dsl", "pastoral", "head", "governor")
ACCOUNTS = [
    *(f"{role}@{school}.example" for school in SCHOOLS for role in ROLES),
    *("lead@trust.example", "cme@authority.example", "admin@rollbook.example"),
]


@pytest.fixture(scope="module")
def loaded(committed):
    with override_settings(ROLLBOOK_DEMO=True):
        clock.forget_offset()
        call_command("load_demonstration", scale="small", verbosity=0)
        yield
    clock.forget_offset()


pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture(params=SCHOOLS)
def school(request) -> Body:
    return Body.objects.get(slug=request.param)


def owner(statement: str, *values: int | str | list[int]) -> list[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@pytest.mark.parametrize("email", ACCOUNTS)
def test_every_account_of_the_readme_signs_in(email):
    client = Client()
    typed = {"login": email, "password": "rollbook-demo"}
    client.post(reverse("account_login"), typed)
    assert "_auth_user_id" in client.session
    assert Person.objects.get(pk=client.session["_auth_user_id"]).email == email


def test_everybody_who_signs_in_holds_one_role_under_a_printed_position():
    rows = owner(
        "select p.id, count(m.id), min(length(m.position)) from schools_person p"
        " left join schools_membership m on m.person_id = p.id group by p.id"
    )
    assert {(memberships, position > 3) for _, memberships, position in rows} == {
        (1, True)
    }


def test_it_begins_on_friday_20_november_at_08_40():
    moment = clock.local(clock.now())
    assert (moment.date(), moment.hour) == (FRIDAY, 8)
    assert 40 <= moment.minute <= 50


def test_every_mark_was_made_by_somebody_of_the_school_in_its_session():
    strays = owner(
        "select count(*) from register_mark m left join schools_membership s"
        " on s.id = m.by_id and s.body_id = m.school_id where s.id is null"
    )
    assert strays == [(0,)]


def test_no_pupil_is_marked_for_the_day_on_which_the_clock_starts():
    first = Slot(FRIDAY, Session.AM).number
    assert owner("select max(slot) < %s from register_mark", first) == [(True,)]


def test_every_pupil_has_a_mark_for_every_session_that_asked_for_them():
    """Nothing is present unless marked: the marks are all there, one by one."""
    gaps = owner(
        "select count(*) from register_registertaken t"
        " join schools_placement p on p.group_id = t.group_id"
        "  and p.starts_on <= register_day(t.slot)"
        "  and (p.ends_on is null or p.ends_on > register_day(t.slot))"
        " join schools_enrolment e on e.id = p.enrolment_id"
        "  and (e.ends_on is null or e.ends_on > register_day(t.slot))"
        " left join register_mark m on m.slot = t.slot"
        "  and m.enrolment_id = p.enrolment_id"
        " where m.slot is null"
    )
    assert gaps == [(0,)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_year_rows_are_what_the_marks_say(school, year):
    with in_schools([school.pk]):
        wrong = connections["default"].cursor()
        wrong.execute(
            "select count(*) from register_true_years(%s, %s) t"
            " full join (select * from register_markyear where year = %s) y"
            " using (enrolment_id) where t.letters is distinct from y.letters",
            [school.pk, year, year],
        )
        assert wrong.fetchone() == (0,)
        wrong.execute("select count(*) from register_markyear")
        assert wrong.fetchone() > (0,)


def test_each_changed_mark_keeps_the_first_entry_and_the_reason():
    changed, kept = owner(
        "select count(*), count(l.id) filter (where l.version = 1 and l.at <= m.at"
        "   and d.reason <> '')"
        " from register_mark m"
        " left join register_ledgerentry l using (slot, enrolment_id)"
        " left join register_markdetail d on d.slot = m.slot"
        "  and d.enrolment_id = m.enrolment_id and d.version = m.version"
        " where m.version > 1"
    )[0]
    assert changed == kept > 0


def test_an_absence_without_a_reason_stands_for_five_school_days_at_most():
    rows = owner(
        "select distinct register_day(slot)::date from register_mark where code = 'N'"
    )
    days = {day for (day,) in rows}
    assert days
    assert min(days) >= dt.date(2026, 11, 13)


def test_minutes_late_fit_l_and_u():
    rows = owner(
        "select b.slug, m.code, m.slot %% 2, min(m.minutes_late), max(m.minutes_late)"
        " from register_mark m join schools_body b on b.id = m.school_id"
        " where m.code in ('L', 'U') group by 1, 2, 3"
    )
    shortest = {
        (slug, session): low for slug, code, session, low, _ in rows if code == "U"
    }
    longest = {
        (slug, session): high for slug, code, session, _, high in rows if code == "L"
    }
    for key, minutes in shortest.items():
        assert longest[key] < minutes
    assert longest["academy", 0] < 40 <= shortest["academy", 0]


def test_a_school_sees_its_own_pupils_only(school):
    with in_schools([school.pk]):
        assert Pupil.objects.exists()
        assert not Pupil.objects.exclude(school=school).exists()
        assert not Mark.objects.exclude(school=school).exists()


def test_a_child_at_two_schools_is_one_identity():
    rows = owner(
        "select count(*) from (select identity_id from schools_pupil"
        " group by identity_id having count(*) = 2) twice"
    )
    assert rows > [(3,)]


def test_every_number_of_a_pupil_is_well_formed():
    numbers = [number for (number,) in owner("select upn from schools_upn")]
    assert all(map(upn.is_valid, numbers))


def test_one_pupil_has_no_register_and_is_listed():
    academy = Body.objects.get(slug="academy")
    with in_schools([academy.pk]):
        assert len(pupils_without_register(academy, FRIDAY)) == 1


def test_every_kind_of_flag_stands_somewhere():
    stored = {kind for (kind,) in owner("select distinct kind from schools_flag")}
    assert stored == {flag.key for flag in FLAGS}


def test_the_teachers_register_of_friday_has_suggestions_with_their_sources(school):
    with in_schools([school.pk]):
        teacher = Membership.objects.get(person__email=f"teacher@{school.slug}.example")
        groups = RegistrationGroup.objects.on(FRIDAY).filter(
            teachers__membership=teacher
        )
        assert 1 <= len(groups) <= 2
        enrolments = [row for group in groups for row in roster(group, FRIDAY)]
        assert enrolments
        known = Suggestion.objects.all()
        assert known.exists()
        assert all(row.words for row in known)


def test_a_register_of_friday_can_be_taken(school):
    with in_schools([school.pk]), transaction.atomic():
        teacher = Membership.objects.get(person__email=f"teacher@{school.slug}.example")
        group = RegistrationGroup.objects.on(FRIDAY).get(teachers__membership=teacher)
        outcome = record_marks(
            school=school,
            slot=Slot(FRIDAY, Session.AM),
            entries=[
                Entry(enrolment_id=row.pk, code="/", version=0)
                for row in roster(group, FRIDAY)
            ],
            by=teacher,
            now=clock.at_local(FRIDAY, dt.time(8, 52)),
        )
        assert outcome.is_clean
        assert outcome.saved
        transaction.set_rollback(True)


def test_colleagues_take_their_registers_and_leave_the_visitors_theirs(school):
    at = clock.at_local(FRIDAY, dt.time(9, 31))
    slot = Slot(FRIDAY, Session.AM).number
    with transaction.atomic():
        colleagues_take(at)
        assert colleagues_take(at) == 0, "once is enough"
        with in_schools([school.pk]):
            taken = RegisterTaken.objects.filter(slot=slot).values_list(
                "group__name", flat=True
            )
            groups = RegistrationGroup.objects.on(FRIDAY)
            left = set(groups.values_list("name", flat=True)) - set(taken)
            marks = list(Mark.objects.filter(slot=slot).select_related("by"))
        transaction.set_rollback(True)
    assert marks
    assert all(mark.at <= at for mark in marks)
    assert {mark.by.role for mark in marks} <= {Role.TEACHER, Role.OFFICE}
    assert TEACHERS_GROUP[school.slug] in left
    assert len(left) == 2


def test_loading_again_is_refused_or_does_nothing():
    before = Person.objects.count()
    call_command("load_demonstration", "--if-empty", verbosity=0)
    with pytest.raises(CommandError, match="--fresh"):
        call_command("load_demonstration", verbosity=0)
    assert Person.objects.count() == before


def test_outside_a_demonstration_it_is_refused():
    with override_settings(ROLLBOOK_DEMO=False):
        with pytest.raises(CommandError, match="ROLLBOOK_DEMO"):
            call_command("load_demonstration", "--fresh", verbosity=0)
        call_command("load_demonstration", "--if-empty", verbosity=0)
    assert Body.objects.filter(slug="primary").exists()


def test_a_fresh_demonstration_is_the_same_one_without_what_visitors_did():
    before = fingerprint()
    primary = Body.objects.get(slug="primary")
    with in_schools([primary.pk]):
        Flag.objects.create(
            school=primary,
            pupil=Pupil.objects.all()[0],
            kind="bullied",
            starts_on=FRIDAY,
        )
    clock.move_to(clock.at_local(FRIDAY, dt.time(16)))
    call_command("load_demonstration", "--fresh", scale="small", verbosity=0)
    assert fingerprint() == before
    assert clock.local(clock.now()).hour == 8
    revisions = set(Body.objects.values_list("revision", flat=True))
    assert min(revisions) > 1000, "what a process kept of the last one is not shown"


def test_schools_that_no_demonstration_has_loaded_are_never_taken_out():
    kept = list(DemoClock.objects.all())
    DemoClock.objects.all().delete()
    try:
        with pytest.raises(CommandError, match="no demonstration has loaded"):
            call_command("load_demonstration", "--fresh", verbosity=0)
    finally:
        DemoClock.objects.bulk_create(kept)
    assert owner("select count(*) > 0 from schools_enrolment") == [(True,)]


def fingerprint() -> str:
    """Return one number for every mark, pupil, setting and account there is."""
    tables = {
        "register_mark": "slot, enrolment_id",
        "register_ledgerentry": "slot, enrolment_id, version",
        "register_suggestion": "id",
        "schools_pupil": "id",
        "schools_contact": "id",
        "schools_flag": "id",
        "schools_setting": "id",
        "schools_person": "id",
    }
    digest = hashlib.sha256()
    for table, order in tables.items():
        text = "(to_jsonb(t) - 'id' - 'last_login')::text"
        [(rows,)] = owner(
            f"select string_agg({text}, ' ' order by {order}) from {table} t"  # noqa: S608
        )
        digest.update(rows.encode())
    return digest.hexdigest()


def test_snow_closed_one_school_on_one_day_by_one_act_of_its_head():
    closed = owner(
        "select b.slug, register_day(s.slot)::text, s.code, s.entered"
        " from register_shut s join schools_body b on b.id = s.school_id"
        " order by s.slot"
    )
    assert [row[:3] for row in closed] == [("primary", "2026-01-08", "Y4")] * 2
    marked = owner(
        "select count(*), count(distinct m.at), min(p.role) from register_mark m"
        " join schools_membership p on p.id = m.by_id where m.code = 'Y4'"
    )
    assert marked == [(sum(row[3] for row in closed), 1, "head")]


def test_each_school_has_a_trip_today_with_everybody_who_is_known_to_go():
    assert owner(
        "select count(*), count(*) filter (where t.going = s.known) from ("
        " select r.school_id, count(*) as going from register_tripplace p"
        " join register_trip r on r.id = p.trip_id group by 1) t"
        " join (select school_id, count(*) as known from register_suggestion"
        "  where source = 'trip' group by 1) s using (school_id)"
    ) == [(3, 3)]

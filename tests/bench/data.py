"""A school of 34 classes of 30 with a year of marks, and a trust of 50 schools.

Rows are generated inside PostgreSQL by the owner; triggers are off while they load and
the year rows are rebuilt from the marks afterwards, by the product's own function.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connections

from core.periods import Period
from core.tenancy import in_schools
from schools.models import Body, RegistrationGroup
from schools.rules.sessions import Session, Slot, year_starts_on
from schools.selectors.calendar import calendar_of
from schools.states import BodyKind, Role
from tests.worlds import (
    LONG_AGO,
    add_half_terms,
    hire,
    make_school,
    make_trust,
)

CLASSES, CLASS_SIZE, STAFF = 34, 30, 8
YEAR = 2025
UNMARKED_YEAR = 2024
DAYS = 193  # 386 sessions, 393,720 marks
FIRST_DAY = dt.date(2025, 9, 3)

_SCHOOL_OF = """
    do $$
    declare
        child int; pupil int; enrolment int; n int := 0; class_group int;
    begin
        for class_group in select id from schools_registrationgroup
                            where school_id = {school} order by id loop
            for i in 1..{size} loop
                n := n + 1;
                insert into schools_identity default values returning id into child;
                insert into schools_pupil (school_id, identity_id, admission_number,
                    first_name, last_name, known_as, date_of_birth, sex, address,
                    postcode, photograph, allergies, care_plan, sen_status, ethnicity,
                    first_language)
                values ({school}, child, n::text, 'Given' || n, 'Family' || n, '',
                    date '2015-10-01' + n, 'F', '', '', '', '', '', 'N', '', 'English')
                returning id into pupil;
                insert into schools_enrolment (school_id, pupil_id, kind, starts_on)
                values ({school}, pupil, 'main', '2023-09-01') returning id into enrolment;
                insert into schools_placement (school_id, enrolment_id, group_id,
                    year_group, starts_on)
                values ({school}, enrolment, class_group, 5, '2023-09-01');
            end loop;
        end loop;
    end $$
"""
# One mark in sixteen is an absence, as nationally; codes fall by a fixed pattern.
_MARKS = """
    insert into register_mark (at, slot, enrolment_id, school_id, by_id, version, code)
    select now(), s.slot, e.id, e.school_id, {by}, 1,
           case when (e.id * 7919 + s.slot % 9973 * 7) % 16 > 0
                then case when s.slot % 2 = 0 then '/' else '\\' end
                else (array['I','I','I','O','L','M','N','U'])
                     [1 + (e.id + s.slot) % 8] end
      from (select slot from generate_series({first}, {first} + 1000) slot
             where extract(isodow from register_day(slot)) < 6
             order by slot limit {sessions}) s
      cross join schools_enrolment e
     where e.school_id = {school}
     order by s.slot, e.id
"""
_TRUST_ENROLMENTS = """
    with identities as (
        insert into schools_identity select from generate_series(1, {size})
        returning id),
    pupils as (
        insert into schools_pupil (school_id, identity_id, admission_number, first_name,
            last_name, known_as, date_of_birth, sex, address, postcode, photograph,
            allergies, care_plan, sen_status, ethnicity, first_language)
        select {school}, id, id::text, 'Given', 'Family' || id, '', '2015-10-01', 'F', '',
               '', '', '', '', 'N', '', 'English' from identities
        returning id),
    enrolments as (
        insert into schools_enrolment (school_id, pupil_id, kind, starts_on)
        select {school}, id, 'main', '2023-09-01' from pupils returning id)
    insert into register_markyear (enrolment_id, year, school_id, letters)
    select e.id, {year}, {school},
           (select y.letters from register_markyear y where y.school_id = {like_school}
             order by y.enrolment_id offset e.id % 1000 limit 1)
      from enrolments e
"""


@dataclass(frozen=True)
class BenchData:
    """What the parts of the bench work on."""

    school: Body
    groups: list[RegistrationGroup]
    by_ids: list[int]
    emails: list[str]


def load() -> BenchData:
    """Make the school and its year."""
    with in_schools([]):
        school = make_school("Bench School")
        # The year before, without marks: saves are made into it, whatever day it is.
        add_half_terms(school, UNMARKED_YEAR)
        groups = RegistrationGroup.objects.bulk_create(
            RegistrationGroup(school=school, name=f"G{n:02}", starts_on=LONG_AGO)
            for n in range(CLASSES)
        )
        staff = [hire(school, Role.OFFICE) for _ in range(STAFF)]
    first = Slot(FIRST_DAY, Session.AM).number
    with connections["owner"].cursor() as owner:
        owner.execute(_SCHOOL_OF.format(school=school.pk, size=CLASS_SIZE))
        owner.execute("alter table register_mark disable trigger user")
        owner.execute(
            _MARKS.format(
                by=staff[0].pk, first=first, sessions=DAYS * 2, school=school.pk
            )
        )
        owner.execute("alter table register_mark enable trigger user")
    with in_schools([school.pk]), connections["default"].cursor() as cursor:
        cursor.execute("select register_rebuild_years(%s, %s)", [school.pk, YEAR])
    with connections["owner"].cursor() as owner:
        owner.execute("vacuum analyze")
    return BenchData(
        school, groups, [by.pk for by in staff], [by.person.email for by in staff]
    )


def make_members(school: Body) -> list[Body]:
    """Make a trust of 50 schools of 500 whose year rows are like the school's."""
    with in_schools([]):
        members = Body.objects.bulk_create(
            Body(kind=BodyKind.SCHOOL, name=f"Member {n}", slug=f"member-{n}")
            for n in range(50)
        )
        make_trust(*members)
    with connections["owner"].cursor() as owner:
        for member in members:
            owner.execute(
                _TRUST_ENROLMENTS.format(
                    school=member.pk, size=500, year=YEAR, like_school=school.pk
                )
            )
    with connections["owner"].cursor() as owner:
        owner.execute("vacuum analyze")
    return members


def open_slots(data: BenchData) -> list[Slot]:
    """Return the sessions of the unmarked year, in order."""
    with in_schools([data.school.pk]):
        calendar = calendar_of(data.school)
    starts_on = year_starts_on(UNMARKED_YEAR)
    return list(calendar.sessions(Period(starts_on, year_starts_on(YEAR))))

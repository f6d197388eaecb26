"""The first-day list of 500 schools and 200,000 pupils, and how its cost grows.

Every school has a day of registers in which one pupil in a hundred is N, with a parent
who can be rung and written to. The list is made for each school in turn, as one worker
would, after the one question which of them are due.
"""

import os
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

from core.clock import at_local
from core.tenancy import in_schools
from followup.models import AbsenceLine
from followup.selectors.jobs import due_lists
from followup.selectors.unexplained import unexplained_on
from followup.services.listing import make_list
from schools.models import Body, HalfTerm, SessionTime
from schools.selectors.kept import read_revisions
from schools.states import BodyKind, Role
from tests.bench.data import BenchData
from tests.bench.table import Row
from tests.mornings import AM, FRIDAY, at
from tests.worlds import LONG_AGO, hire

SCHOOLS = int(os.environ.get("BENCH_SCHOOLS", "500"))
FEW = SCHOOLS // 10
PUPILS, CLASSES = 400, 13
TARGET = 15.0
NOW = at(9, 31)

_CHILDREN = """
    with schools as (select id from schools_body where slug like 'absence-%%'),
    groups as (
        insert into schools_registrationgroup (school_id, name, starts_on)
        select s.id, 'G' || n, date '2020-09-01'
          from schools s cross join generate_series(1, {classes}) n
        returning id, school_id, name),
    identities as (
        insert into schools_identity
        select from schools s cross join generate_series(1, {pupils}) returning id),
    numbered as (select id, row_number() over (order by id) - 1 as n from identities),
    placed as (select i.id, i.n, (array(select id from schools order by id))
                      [1 + i.n / {pupils}] as school_id from numbered i),
    pupils as (
        insert into schools_pupil (school_id, identity_id, admission_number, first_name,
            last_name, known_as, date_of_birth, sex, address, postcode, photograph,
            allergies, care_plan, sen_status, ethnicity, first_language)
        select school_id, id, id::text, 'Given', 'Family' || id, '',
               date '2015-10-01' + (n %% 900)::int, 'F', '', '', '', '', '', 'N', '',
               'English' from placed
        returning id, school_id, identity_id),
    enrolments as (
        insert into schools_enrolment (school_id, pupil_id, kind, starts_on)
        select school_id, id, 'main', date '2023-09-01' from pupils
        returning id, school_id, pupil_id)
    insert into schools_placement (school_id, enrolment_id, group_id, year_group, starts_on)
    select e.school_id, e.id, g.id, 5, date '2023-09-01'
      from enrolments e
      join groups g on g.school_id = e.school_id and g.name = 'G' || (1 + e.id %% {classes})
"""
_MARKS = """
    insert into register_mark (at, slot, enrolment_id, school_id, by_id, version, code)
    select %(at)s, %(slot)s, e.id, e.school_id, %(by)s, 1,
           case when e.id %% 100 = 0 then 'N' else '/' end
      from schools_enrolment e join schools_body b on b.id = e.school_id
     where b.slug like 'absence-%%%%' order by e.id
"""
_TAKEN = """
    insert into register_registertaken
           (school_id, group_id, slot, taken_at, taken_by_id, withdrawn_reason, read_by)
    select g.school_id, g.id, %(slot)s, %(at)s, %(by)s, '', ''
      from schools_registrationgroup g join schools_body b on b.id = g.school_id
     where b.slug like 'absence-%%%%'
"""
_PARENTS = """
    with adults as (
        insert into schools_adult (school_id, title, first_name, last_name, email, address,
            postcode, address_is_confidential, language, needs_interpreter, needs_format)
        select e.school_id, '', 'Mary', e.id::text, 'home@home.example', '', '', false,
               'English', false, ''
          from schools_enrolment e join schools_body b on b.id = e.school_id
         where b.slug like 'absence-%%' and e.id %% 100 = 0
        returning id, school_id, last_name),
    numbers as (
        insert into schools_phonenumber (school_id, adult_id, number, label, "order")
        select school_id, id, '+447700900' || lpad((id %% 1000)::text, 3, '0'), 'Mobile', 1
          from adults)
    insert into schools_contact (school_id, pupil_id, adult_id, relationship,
        has_parental_responsibility, lives_with_pupil, may_collect, priority, channels,
        restriction, court_order, starts_on)
    select a.school_id, e.pupil_id, a.id, 'Mother', true, true, true, 1,
           '{phone,text,email}', '', '', date '2020-09-01'
      from adults a join schools_enrolment e on e.id = a.last_name::int
"""


def measure(_data: BenchData) -> list[Row]:
    """Make the lists of a tenth of the schools, then of all; say what each cost."""
    schools = _make_schools()
    few, many = schools[:FEW], schools[FEW:]
    asked = _seconds(lambda: due_lists(NOW))
    first = _seconds(lambda: _make(few))
    rest = _seconds(lambda: _make(many))
    raw = _seconds(lambda: _look(schools))
    again = _seconds(lambda: _make(schools))
    with in_schools([school.pk for school in schools]):
        lines = AbsenceLine.objects.count()
    size = f"{SCHOOLS} schools, {SCHOOLS * PUPILS:,} pupils, {lines:,} lines"
    return [
        Row(
            f"daily list: {size}",
            "s",
            asked + first + rest,
            TARGET,
            raw=raw,
            raw_is="the question who is unexplained, alone, school by school",
        ),
        Row("daily list: which schools are due", "s", asked, TARGET),
        Row("daily list: made again, nothing new", "s", again, TARGET),
        Row(
            f"daily list: a school of {len(many)} costs, against one of {FEW}",
            "times",
            (rest / len(many)) / (first / len(few)),
            1.25,
        ),
    ]


def _make(schools: Sequence[Body]) -> None:
    for school in schools:
        with in_schools([school.pk]):
            make_list(school=school, day=FRIDAY, now=NOW)


def _look(schools: Sequence[Body]) -> None:
    for school in schools:
        with in_schools([school.pk]):
            unexplained_on(school, FRIDAY)


def _make_schools() -> list[Body]:
    with in_schools([]):
        schools = Body.objects.bulk_create(
            Body(
                kind=BodyKind.SCHOOL,
                name=f"Absence {n}",
                slug=f"absence-{n}",
                phase=Body.Phase.PRIMARY,
            )
            for n in range(SCHOOLS)
        )
    with in_schools([school.pk for school in schools]):
        by = hire(schools[0], Role.OFFICE)
        HalfTerm.objects.bulk_create(_half_term(school) for school in schools)
        SessionTime.objects.bulk_create(_times(school) for school in schools)
    facts: dict[str, Any] = {
        "at": at_local(FRIDAY, at(8, 55).time()),
        "slot": AM.number,
        "by": by.pk,
    }
    with connections["owner"].cursor() as owner:
        owner.execute(
            _CHILDREN.format(classes=CLASSES, pupils=PUPILS).replace("%%", "%")
        )
        owner.execute("alter table register_mark disable trigger user")
        owner.execute(_MARKS.replace("%%%%", "%%"), facts)
        owner.execute("alter table register_mark enable trigger user")
        owner.execute(_TAKEN.replace("%%%%", "%%"), facts)
        owner.execute(_PARENTS.replace("%%", "%"))
        owner.execute("vacuum analyze")
    connection.close()
    read_revisions(schools)
    return schools


def _half_term(school: Body) -> HalfTerm:
    return HalfTerm(
        school=school,
        term="autumn",
        half=2,
        starts_on=FRIDAY.replace(day=2),
        ends_on=FRIDAY.replace(month=12, day=19),
    )


def _times(school: Body) -> SessionTime:
    return SessionTime(
        school=school,
        session=0,
        opens=at(8, 50).time(),
        closes=at(9, 20).time(),
        ends=at(12, 0).time(),
        starts_on=LONG_AGO,
    )


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start

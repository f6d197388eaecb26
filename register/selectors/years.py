"""Year rows beside what the marks say: which of them differ."""

import datetime as dt

from django.db import connection

from register.models import MarkYear
from schools.models import Body, Enrolment
from schools.rules.sessions import academic_year_of
from schools.states import BodyKind

_DIFFERENT = """
    select enrolment_id
      from register_true_years(%(school)s, %(year)s) truth
      full join (select enrolment_id, letters from register_markyear
                  where school_id = %(school)s and year = %(year)s) kept
           using (enrolment_id)
     where coalesce(truth.letters, register_blank_year())
           <> coalesce(kept.letters, register_blank_year())
     order by enrolment_id
"""


def years_of(school: Body, today: dt.date) -> list[int]:
    """Return the academic years in which a school can have marks."""
    first = (
        Enrolment.objects.filter(school=school)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    kept = MarkYear.objects.filter(school=school).values_list("year", flat=True)
    begun = academic_year_of(first or today)
    years = {*range(begun, academic_year_of(today) + 1), *kept.distinct()}
    return sorted(years)


def rows_that_differ(school: Body, year: int) -> list[int]:
    """Return the enrolments whose year row is not what their marks say."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENT, {"school": school.pk, "year": year})
        return [enrolment for (enrolment,) in cursor.fetchall()]


def schools_with_registers(slug: str | None = None) -> list[Body]:
    """Return every school by name, or the one of a slug."""
    rows = Body.objects.filter(kind=BodyKind.SCHOOL)
    return list((rows.filter(slug=slug) if slug else rows).order_by("name"))

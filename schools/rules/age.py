"""What follows from a date of birth: age, compulsory school age, year group."""

from __future__ import annotations

from datetime import date, timedelta

from core.periods import ONE_DAY, Period, add_years

_STARTS_AT = 5
_ENDS_AT = 16
_FRIDAY = 4
_PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))
RECEPTION = 0
_AGE_IN_RECEPTION = 4


def age_on(born_on: date, day: date) -> int:
    """Return the age in whole years; a year is reached at the start of its birthday."""
    age = day.year - born_on.year
    return age if add_years(born_on, age) <= day else age - 1


def compulsory_school_age(born_on: date) -> Period:
    """Return the days on which a child is of compulsory school age.

    It begins on the prescribed day (31 March, 31 August, 31 December) on or after the
    fifth birthday and ends with the last Friday in June of the school year in which
    the child becomes 16 (Education Act 1996 s8; School Leaving Date Order 1997).
    """
    return Period.through(
        _prescribed_day_from(add_years(born_on, _STARTS_AT)),
        _leaving_date_of(add_years(born_on, _ENDS_AT)),
    )


def is_of_compulsory_school_age(born_on: date, day: date) -> bool:
    """Tell whether a child born then is of compulsory school age on the day."""
    return day in compulsory_school_age(born_on)


def age_at_31_august(born_on: date, academic_year: int) -> int:
    """Return the age on the eve of the school year, by which DfE forms its cohorts."""
    return age_on(born_on, date(academic_year, 8, 31))


def national_curriculum_year(born_on: date, academic_year: int) -> int:
    """Return the year group that the age falls in: 0 is Reception, -1 Nursery 2.

    A pupil may be taught in another; that is said by the enrolment, never from here.
    """
    return age_at_31_august(born_on, academic_year) - _AGE_IN_RECEPTION


def year_group_code(year: int) -> str:
    """Return the DfE's code for a year group: N1, N2, R, 1 to 14."""
    if year == RECEPTION:
        return "R"
    return str(year) if year > RECEPTION else f"N{3 + year}"


def year_group_words(year: int) -> str:
    """Say a year group as staff do: Nursery, Reception, Year 5."""
    if year < RECEPTION:
        return "Nursery"
    return "Reception" if year == RECEPTION else f"Year {year}"


def _prescribed_day_from(birthday: date) -> date:
    days = (date(birthday.year, month, day) for month, day in _PRESCRIBED_DAYS)
    return next(day for day in days if day >= birthday)


def _leaving_date_of(birthday: date) -> date:
    """Return the leaving date of the school year (to 31 August) of a 16th birthday."""
    in_year_to_august = birthday < date(birthday.year, 9, 1)
    year = birthday.year if in_year_to_august else birthday.year + 1
    end_of_june = date(year, 7, 1) - ONE_DAY
    return end_of_june - timedelta(days=(end_of_june.weekday() - _FRIDAY) % 7)

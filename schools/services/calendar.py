"""Half terms, closures, and the bank holidays of England."""

import datetime as dt

import holidays
from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Body, Closure, HalfTerm
from schools.rules.sessions import say_day


@transaction.atomic
def add_half_term(
    *, school: Body, term: str, half: int, starts_on: dt.date, ends_on: dt.date
) -> HalfTerm:
    """Enter a half term from its first day to the day after its last."""
    if ends_on <= starts_on:
        raise ValidationError({"last_on": "The last day is after the first."})
    clash = HalfTerm.objects.filter(
        school=school, starts_on__lt=ends_on, ends_on__gt=starts_on
    ).first()
    if clash:
        raise ValidationError(
            {
                "starts_on": f"{clash.get_term_display()} {clash.half} has some of these"
                f" days: it starts on {say_day(clash.starts_on)}."
            }
        )
    return HalfTerm.objects.create(
        school=school, term=term, half=half, starts_on=starts_on, ends_on=ends_on
    )


@transaction.atomic
def add_closure(
    *,
    school: Body,
    kind: str,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date,
    session: int | None = None,
) -> Closure:
    """Enter days on which no register is taken."""
    if ends_on <= starts_on:
        raise ValidationError({"last_on": "The last day is the first or a later one."})
    return Closure.objects.create(
        school=school,
        kind=kind,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        session=session,
    )


@transaction.atomic
def remove_closure(*, closure: Closure, today: dt.date) -> None:
    """Take back a closure that has not begun: days that were are as they were."""
    if closure.starts_on <= today:
        raise ValidationError(
            "This closure has begun. What was true of past days stays in the calendar."
        )
    closure.delete()


@transaction.atomic
def add_bank_holidays(*, school: Body) -> list[Closure]:
    """Enter the bank holidays that fall into the school's half terms, once each."""
    half_terms = list(HalfTerm.objects.filter(school=school))
    if not half_terms:
        return []
    years = range(
        min(row.starts_on.year for row in half_terms),
        max(row.ends_on.year for row in half_terms if row.ends_on) + 1,
    )
    known = set(
        Closure.objects.filter(
            school=school, kind=Closure.Kind.BANK_HOLIDAY
        ).values_list("starts_on", flat=True)
    )
    england = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return [
        add_closure(
            school=school,
            kind=Closure.Kind.BANK_HOLIDAY,
            name=name,
            starts_on=day,
            ends_on=day + dt.timedelta(1),
        )
        for day, name in sorted(england.items())
        if day not in known and any(row.period.contains(day) for row in half_terms)
    ]

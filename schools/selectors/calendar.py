"""The calendar of a school, and the times of its registers."""

import datetime as dt

from schools.models import Body, Closure, HalfTerm, SessionTime
from schools.rules import terms
from schools.rules.calendar import SchoolCalendar
from schools.rules.sessions import Session
from schools.selectors.kept import kept_while_unchanged


@kept_while_unchanged
def calendar_of(school: Body) -> SchoolCalendar:
    """Return every half term and closure that the school has entered."""
    half_terms = HalfTerm.objects.filter(school=school).order_by("starts_on")
    closures = Closure.objects.filter(school=school).order_by("starts_on")
    return SchoolCalendar(
        half_terms=tuple(
            terms.HalfTerm(
                name=f"{row.get_term_display()} {row.half}",
                term=row.get_term_display(),
                period=row.period,
            )
            for row in half_terms
        ),
        closures=tuple(
            terms.Closure(
                period=row.period,
                kind=terms.ClosureKind(row.kind),
                session=None if row.session is None else Session(row.session),
                name=row.name,
            )
            for row in closures
        ),
    )


@kept_while_unchanged
def _all_times(school: Body) -> tuple[SessionTime, ...]:
    return tuple(
        SessionTime.objects.filter(school=school).order_by("is_exception", "starts_on")
    )


@kept_while_unchanged
def times_of(school: Body, on: dt.date) -> dict[tuple[int | None, int], SessionTime]:
    """Return the times of a day by group (None: every other group) and session."""
    # Exceptions come last and so replace the usual times.
    return {
        (row.group_id, row.session): row
        for row in _all_times(school)
        if row.period.contains(on)
    }


def times_for(
    school: Body, group_id: int | None, session: Session, on: dt.date
) -> SessionTime | None:
    """Return the times of a group's register, its own or the school's."""
    times = times_of(school, on)
    own, schools = times.get((group_id, session)), times.get((None, session))
    if own and schools and schools.is_exception and not own.is_exception:
        return schools
    return own or schools

"""Which days of a register are printed."""

import datetime as dt
from typing import Any

from core.forms import FilterForm, NativeDayField
from core.periods import Period
from schools.rules.calendar import SchoolCalendar

LONGEST = dt.timedelta(days=400)


class PeriodForm(FilterForm):
    """The first and the last day."""

    first = NativeDayField(label="From")
    last = NativeDayField(label="To")

    def clean(self) -> dict[str, Any]:
        """Refuse days that are in no order, or more of them than a year."""
        answers = super().clean() or {}
        first, last = answers.get("first"), answers.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first.")
        elif first and last and last - first > LONGEST:
            self.add_error("last", "Print at most a year at once.")
        return answers

    @property
    def period(self) -> Period:
        """Return the days that were asked for."""
        return Period.through(self.cleaned_data["first"], self.cleaned_data["last"])


def usual_periods(
    calendar: SchoolCalendar, today: dt.date
) -> list[tuple[str, dt.date, dt.date]]:
    """Return the spans that are mostly printed: month, half term, term, with their words."""
    first = today.replace(day=1)
    before = first - dt.timedelta(days=1)
    spans = [
        ("This month", first, today),
        ("Last month", before.replace(day=1), before),
    ]
    half = calendar.half_term_of(today)
    if half is not None:
        spans.append(("This half term", half.period.starts_on, today))
    term = calendar.term_of(today)
    if term is not None:
        spans.append(("This term", term.period.starts_on, today))
    done = [t for t in calendar.terms if t.period.ends_on and t.period.ends_on <= today]
    if done:
        last = max(done, key=lambda t: t.period.starts_on).period
        spans.append(("Last term", last.starts_on, last.last_day or today))
    return spans

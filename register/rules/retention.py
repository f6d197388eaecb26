"""How long entries are kept: six years after the day on which each was made.

SI 2024/208 reg 7. Policies that say three years are older than the law; what the law
fixes cannot be set. Safeguarding and court records have periods of their own.
"""

from __future__ import annotations

import datetime as dt

from core.periods import add_years

KEPT_YEARS = 6


def may_go_before(today: dt.date) -> dt.date:
    """Return the day before which entries were made that may go today."""
    return add_years(today, -KEPT_YEARS)


def due_before(today: dt.date) -> dt.date:
    """Return the day for this month's look: that of the month's first day."""
    return may_go_before(today.replace(day=1))

"""When something that was agreed is to be looked at again."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from core.periods import add_years

SOON = dt.timedelta(days=60)


class Review(Enum):
    """How something stands with the day on which it is looked at again."""

    OVERDUE = "overdue"
    SOON = "due soon"
    LATER = "in time"


def review_of(due_on: dt.date, today: dt.date) -> Review:
    """Tell how a review stands: due on its day, overdue from the day after."""
    if due_on < today:
        return Review.OVERDUE
    return Review.SOON if due_on - today <= SOON else Review.LATER


def next_review(adopted_on: dt.date, years: int) -> dt.date:
    """Return the day of a review every so many years (policies: one, two or three)."""
    return add_years(adopted_on, years)


def is_stale(checked_on: dt.date, today: dt.date) -> bool:
    """Tell whether what is checked yearly has not been for more than a year."""
    return add_years(checked_on, 1) < today


def months_before(today: dt.date, months: int) -> dt.date:
    """Return the day so many months ago; a shorter month lends its last day."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    after = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (after - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(today.day, last))

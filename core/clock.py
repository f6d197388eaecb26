"""The only reader of the clock. Views, tasks and commands ask here and pass it on.

In a demonstration the whole application lives in another moment, which is kept in one
database row and ticks on from there; outside one, the offset does not exist.
"""

import datetime as dt
import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, transaction

LONDON = ZoneInfo("Europe/London")
# How long a process may go on with the offset that it last read, in seconds.
_KEEP = 1.0
_kept: tuple[float, dt.timedelta] = (0.0, dt.timedelta())


class WouldGoBack(Exception):
    """The moment asked for has passed: what was done since cannot be undone."""


def now() -> dt.datetime:
    """Return this moment, aware and in UTC."""
    return dt.datetime.now(dt.UTC) + demo_offset()


def today() -> dt.date:
    """Return the day that it is in England."""
    return local(now()).date()


def real_now() -> dt.datetime:
    """Return the moment outside the demonstration: sign-in, limits, retention."""
    return dt.datetime.now(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """Return `moment` as a clock on the wall in England shows it."""
    return moment.astimezone(LONDON)


def at_local(day: dt.date, time_of_day: dt.time) -> dt.datetime:
    """Return the moment when a wall clock in England shows `time_of_day` on `day`."""
    return dt.datetime.combine(day, time_of_day, LONDON).astimezone(dt.UTC)


def demo_offset() -> dt.timedelta:
    """Return how far the demonstration is from the real moment; nothing outside one."""
    global _kept
    if not settings.ROLLBOOK_DEMO:
        return dt.timedelta()
    read_at, offset = _kept
    if read_at and time.monotonic() - read_at < _KEEP:
        return offset
    offset = _stored_offset()
    _kept = (time.monotonic(), offset)
    return offset


def forget_offset() -> None:
    """Read the demonstration's offset anew at the next call."""
    global _kept
    _kept = (0.0, dt.timedelta())


def move_to(moment: dt.datetime) -> None:
    """Let the demonstration go on from a later moment; an earlier one is refused.

    Other processes follow within a second. Raises `WouldGoBack`.
    """
    from core.models import DemoClock

    if not settings.ROLLBOOK_DEMO:
        raise RuntimeError("Outside a demonstration the clock cannot be set.")
    with transaction.atomic():
        row = DemoClock.objects.select_for_update().first()
        offset = moment - real_now()
        if offset < (row.offset if row else dt.timedelta()):
            raise WouldGoBack
        DemoClock.objects.update_or_create(only=True, defaults={"offset": offset})
        transaction.on_commit(forget_offset)


def _stored_offset() -> dt.timedelta:
    from core.models import DemoClock

    try:
        with transaction.atomic():
            row = DemoClock.objects.first()
    except DatabaseError:
        # Before the first migration there is no row to read, and no demonstration.
        return dt.timedelta()
    return row.offset if row else dt.timedelta()

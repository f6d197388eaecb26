"""The first moment of the demonstration."""

from __future__ import annotations

import datetime as dt

from attendance.demo.shape import STARTS_AT
from attendance.demo.sheets import OWNER
from core.clock import LONDON, forget_offset
from core.models import DemoClock


def start_clock(real_now: dt.datetime) -> None:
    """Let the demonstration's clock show its first moment now."""
    offset = STARTS_AT.replace(tzinfo=LONDON) - real_now
    DemoClock.objects.using(OWNER).update_or_create(
        only=True, defaults={"offset": offset}
    )
    forget_offset()

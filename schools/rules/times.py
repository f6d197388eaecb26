"""When a register is open, as a school sets it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """When a register opens and closes, and when its session is over."""

    opens: dt.time
    closes: dt.time
    ends: dt.time

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
    # As families read the day; no register needs them.
    gates_open: dt.time | None = None
    lessons_begin: dt.time | None = None

    @property
    def is_in_order(self) -> bool:
        """Tell whether gates, register, lessons and end follow one another."""
        gates = self.gates_open is None or self.gates_open <= self.opens
        lessons = (
            self.lessons_begin is None or self.opens <= self.lessons_begin <= self.ends
        )
        return gates and lessons and self.opens < self.closes <= self.ends

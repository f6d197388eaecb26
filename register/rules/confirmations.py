"""Whether a pupil who is taught elsewhere is accounted for."""

from __future__ import annotations

from datetime import datetime, time
from enum import Enum

from schools.rules.sessions import Slot


class Whereabouts(Enum):
    """What a provider's word, or its silence, says of a session."""

    THERE = "there"
    NOT_THERE = "not there"
    WAITING = "no word yet"
    UNACCOUNTED = "unaccounted for"


def whereabouts(
    slot: Slot, *, said: bool | None, closes: time | None, now: datetime
) -> Whereabouts:
    """Return where a pupil of a provider stands for a session.

    Until the school's own register closes, silence is only waiting; from then on the
    pupil is nobody's, and the office is told. `now` is the moment on the wall.
    """
    if said is not None:
        return Whereabouts.THERE if said else Whereabouts.NOT_THERE
    is_over = now.date() > slot.day or (
        now.date() == slot.day and closes is not None and now.time() >= closes
    )
    return Whereabouts.UNACCOUNTED if is_over else Whereabouts.WAITING

"""How far a register has come, in the words of its page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.clock import local
from core.words import clock_time
from register.codes import AttendanceCode
from register.rules.windows import RegisterStatus, RegisterWindow, register_standing
from register.selectors.page import Taken
from schools.rules.sessions import Slot

_KIND = {
    RegisterStatus.NOT_YET: "waiting",
    RegisterStatus.OPEN: "open",
    RegisterStatus.TAKEN: "taken",
    RegisterStatus.TAKEN_LATE: "late",
    RegisterStatus.NOT_TAKEN: "closed",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are marked, and as what; a late pupil is not among the absent."""

    of: int
    marked: int
    absent: int
    late: int

    @property
    def left(self) -> int:
        """Return how many have no mark yet."""
        return self.of - self.marked


@dataclass(frozen=True, slots=True)
class Status:
    """Open, closed or taken: a kind for the eye, words for everybody."""

    kind: str
    words: str
    is_taken: bool
    is_closed: bool


def tally_of(codes: Iterable[str | None], known: Mapping[str, AttendanceCode]) -> Tally:
    """Count the marks of a register."""
    standing = list(codes)
    rows = [known[code] for code in standing if code is not None and code in known]
    return Tally(
        of=len(standing),
        marked=sum(code is not None for code in standing),
        absent=sum(row.counts_as_absent and not row.is_late for row in rows),
        late=sum(row.is_late for row in rows),
    )


def status_of(
    window: RegisterWindow,
    slot: Slot,
    *,
    now: dt.datetime,
    taken: Taken | None,
    open_until: dt.datetime | None = None,
) -> Status:
    """Say how a register stands; `open_until` is of a register opened again."""
    standing = register_standing(
        window,
        slot,
        now=local(now),
        taken_at=local(taken.decided_at) if taken else None,
        has_marks=False,
    )
    return Status(
        kind=_KIND[standing.status],
        words=_words(
            standing.status, standing.minutes_to_close, window, taken, open_until
        ),
        is_taken=taken is not None,
        is_closed=standing.is_closed and open_until is None,
    )


def _words(
    status: RegisterStatus,
    minutes: int,
    window: RegisterWindow,
    taken: Taken | None,
    open_until: dt.datetime | None,
) -> str:
    if taken is not None:
        late = " late" if status is RegisterStatus.TAKEN_LATE else ""
        return f"Taken{late} {clock_time(taken.at)} by {taken.by}"
    if open_until is not None:
        return f"Open again until {clock_time(open_until)}"
    if status is RegisterStatus.NOT_YET:
        return f"Opens {clock_time(window.opens)}"
    if status is RegisterStatus.OPEN:
        return f"Open, closes {clock_time(window.closes)}, in {minutes} min"
    return f"Closed {clock_time(window.closes)}, not taken"

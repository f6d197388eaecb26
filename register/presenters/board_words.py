"""How a register stands, in the words and the colour of the board."""

import datetime as dt
from dataclasses import dataclass

from core.clock import at_local, local
from core.words import clock_time, count, moment
from register.models import RegisterTaken
from register.rules.windows import RegisterStatus, RegisterWindow
from register.selectors.board import BoardLine, decided_at

_TAGS = {
    RegisterStatus.NOT_TAKEN: ("Missing", "red"),
    RegisterStatus.OPEN: ("Open", "blue"),
    RegisterStatus.NOT_YET: ("Not yet", "grey"),
    RegisterStatus.TAKEN: ("Taken", "green"),
    RegisterStatus.TAKEN_LATE: ("Taken late", "yellow"),
}
LONG_AGO = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Words:
    """A status in a word with its colour, and the sentence that says why."""

    status: str
    colour: str
    why: str
    brief: str = ""


def words_of(line: BoardLine, now: dt.datetime) -> Words:
    """Say how a register stands and why it is on the board as it is."""
    if line.standing is None or line.window is None:
        return Words("No times", "orange", "No times are entered for this session.")
    if line.pupils == 0:
        return Words("Nobody", "grey", "Nobody is in this class on this day.")
    if line.is_gapped:
        gap = count(line.pupils - line.marked, "pupil")
        verb = "has" if line.pupils - line.marked == 1 else "have"
        return Words("Gap", "orange", f"{_handed_in(line)}, but {gap} {verb} no mark")
    if line.reopening is not None:
        until = clock_time(line.reopening.until)
        return Words("Open again", "purple", f"Until {until}: {line.reopening.reason}")
    status, colour = _TAGS[line.standing.status]
    why = _why(line, line.window, now)
    return Words(status, colour, why, why.partition(", ")[0])


def _why(line: BoardLine, window: RegisterWindow, now: dt.datetime) -> str:
    if line.taken is not None:
        return _handed_in(line)
    if line.is_missing:
        return f"Closed {clock_time(window.closes)}{_since(line, window, now)}; {_left(line)}"
    if line.is_open and line.standing:
        minutes = line.standing.minutes_to_close
        return f"Closes {clock_time(window.closes)}, in {minutes} min"
    return f"Opens {clock_time(window.opens)}"


def _handed_in(line: BoardLine) -> str:
    taken = line.taken
    if taken is None or line.window is None:
        return ""
    return f"{_when(taken, line)} by {taken.taken_by.name}{_how_late(taken, line)}"


def _when(taken: RegisterTaken, line: BoardLine) -> str:
    """Say the time alone on the day itself, the day with it on any other."""
    if local(taken.taken_at).date() == line.slot.day:
        return clock_time(taken.taken_at)
    return moment(taken.taken_at)


def _how_late(taken: RegisterTaken, line: BoardLine) -> str:
    if not line.is_late or line.window is None:
        return ""
    late = decided_at(taken) - at_local(line.slot.day, line.window.closes)
    if late > LONG_AGO:
        return ""
    return f", {late // dt.timedelta(minutes=1)} min after the close"


def _since(line: BoardLine, window: RegisterWindow, now: dt.datetime) -> str:
    since = now - at_local(line.slot.day, window.closes)
    if since > LONG_AGO:
        return ""
    return f", {since // dt.timedelta(minutes=1)} min ago"


def _left(line: BoardLine) -> str:
    if line.marked == 0:
        return "nobody is marked"
    if line.marked == line.pupils:
        return f"all {line.pupils} are marked, but it is not handed in"
    left = line.pupils - line.marked
    return f"{left} of {line.pupils} {'has' if left == 1 else 'have'} no mark"

"""When a register is open, what a moment makes of it, and whose moment counts.

Times are the school's own (Europe/London); the caller converts, nothing here does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from schools.rules.sessions import Session, Slot

LONGEST_OPEN_MINUTES = 30
LIMIT_SOURCE = "WTISA 2024, on closing the register"


@dataclass(frozen=True, slots=True)
class RegisterWindow:
    """The times of one register and its session.

    The session begins when its register opens, and lateness is counted from there. The
    register is open up to, not including, `closes`; the session is over at `ends`.
    """

    opens: time
    closes: time
    ends: time

    def __post_init__(self) -> None:
        if not self.opens < self.closes <= self.ends:
            msg = (
                f"A register opens ({self.opens:%H:%M}), then closes "
                f"({self.closes:%H:%M}), within its session (to {self.ends:%H:%M})."
            )
            raise ValueError(msg)

    @property
    def open_minutes(self) -> int:
        """The minutes for which the register is open."""
        return _minutes(self.opens, self.closes)


def check_windows(windows: Sequence[RegisterWindow]) -> tuple[str, ...]:
    """Return what guidance says against a group's windows, a sentence for each point.

    Guidance asks for at most 30 minutes, the same in every session (REG-03). These
    are warnings: a school may keep its times, and the page says what they differ from.
    """
    warnings = [
        f"The register that opens at {window.opens:%H:%M} stays open for "
        f"{window.open_minutes} minutes; guidance asks for {LONGEST_OPEN_MINUTES} at "
        f"most ({LIMIT_SOURCE})."
        for window in dict.fromkeys(windows)
        if window.open_minutes > LONGEST_OPEN_MINUTES
    ]
    lengths = sorted({window.open_minutes for window in windows})
    if len(lengths) > 1:
        said = " and ".join(map(str, lengths))
        warnings.append(
            f"Sessions stay open for {said} minutes; guidance asks for the same length "
            f"in every session ({LIMIT_SOURCE})."
        )
    return tuple(warnings)


# What an arrival is ----------------------------------------------------------


def present_code(session: Session) -> str:
    """Return the code for present: one for the morning, another for the afternoon."""
    return "/" if session is Session.AM else "\\"


def late_code(arrived: time, window: RegisterWindow) -> str:
    """Return L for an arrival before the close, U from the close on.

    U is for arrivals while the session lasts, and only "where no other code applies": after an appointment it is M, after failed
    transport Y1, and that is for a person to say (SI 2024/208 reg 10 Tables 1 and 3).
    """
    return "L" if arrived < window.closes else "U"


def arrival_code(arrived: time, session: Session, window: RegisterWindow) -> str:
    """Return the code of an arrival at the door: present, L or U."""
    if arrived <= window.opens:
        return present_code(session)
    return late_code(arrived, window)


def minutes_late(arrived: time, window: RegisterWindow) -> int:
    """Return the whole minutes since the register opened, never below 0."""
    return max(0, _minutes(window.opens, arrived))


# How a register stands -------------------------------------------------------


class RegisterStatus(Enum):
    """How far a register has come; the words are those of the screen."""

    NOT_YET = "not yet open"
    OPEN = "open"
    TAKEN = "taken"
    TAKEN_LATE = "taken late"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """How a register stands at a moment, for the board and the home page."""

    status: RegisterStatus
    is_closed: bool
    is_begun: bool
    minutes_to_close: int


def register_standing(
    window: RegisterWindow,
    slot: Slot,
    *,
    now: datetime,
    taken_at: datetime | None,
    has_marks: bool,
) -> RegisterStanding:
    """Tell how a register stands.

    It is taken when someone submits it, not when a mark is made; taken late when that
    deciding moment (`deciding_moment`) is at or after the close.
    """
    to_close = _minutes_until(slot.day, window.closes, now)
    is_closed = to_close <= 0
    return RegisterStanding(
        status=_status(window, slot, now, taken_at),
        is_closed=is_closed,
        is_begun=has_marks or taken_at is not None,
        minutes_to_close=max(0, to_close),
    )


def _status(
    window: RegisterWindow, slot: Slot, now: datetime, taken_at: datetime | None
) -> RegisterStatus:
    if taken_at is not None:
        is_late = _is_reached(slot.day, window.closes, taken_at)
        return RegisterStatus.TAKEN_LATE if is_late else RegisterStatus.TAKEN
    if _is_reached(slot.day, window.closes, now):
        return RegisterStatus.NOT_TAKEN
    is_open = _is_reached(slot.day, window.opens, now)
    return RegisterStatus.OPEN if is_open else RegisterStatus.NOT_YET


def has_opened(window: RegisterWindow, slot: Slot, now: datetime) -> bool:
    """Tell whether the register of the slot has opened: from then on marks are made."""
    return _is_reached(slot.day, window.opens, now)


def has_closed(window: RegisterWindow, slot: Slot, now: datetime) -> bool:
    """Tell whether the register of the slot has closed."""
    return _is_reached(slot.day, window.closes, now)


# Whose moment decides --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecidingMoment:
    """The moment by which L, U and taken late are decided, and why that one."""

    at: datetime
    is_devices: bool
    why: str


def deciding_moment(
    *,
    received_at: datetime,
    pressed_at: datetime | None,
    sent_at: datetime | None,
    longest_wait: timedelta,
) -> DecidingMoment:
    """Return the moment at which the person pressed, as far as it can be believed.

    A child seen at 08:52 by a teacher without a network was there at 08:52, whenever
    the mark arrives. A device's clock may be wrong, so it is never believed about the
    time, only about the time that passed: it says when the key was pressed and when it
    sent, both by its own clock, and the wait between is taken from the server's moment
    of receipt. The answer is therefore never later than the receipt. A clock that ran
    backwards, or a wait longer than `longest_wait`, leaves the server's moment to
    decide. Both moments are kept with the mark whichever decides.
    """
    if pressed_at is None or sent_at is None:
        return DecidingMoment(received_at, is_devices=False, why="no device moment")
    waited = sent_at - pressed_at
    if waited < timedelta(0):
        return DecidingMoment(
            received_at, is_devices=False, why="the device's clock was set back"
        )
    if waited > longest_wait:
        return DecidingMoment(
            received_at, is_devices=False, why="the mark waited too long on the device"
        )
    return DecidingMoment(received_at - waited, is_devices=True, why="the key press")


def _is_reached(day: date, at: time, now: datetime) -> bool:
    return (now.date(), now.time()) >= (day, at)


def _minutes_until(day: date, at: time, now: datetime) -> int:
    """Return minutes to a time of a day, a started minute counting as one."""
    ahead = datetime.combine(day, at) - now.replace(tzinfo=None)
    return -(-ahead // timedelta(minutes=1))


def _minutes(start: time, end: time) -> int:
    """Return whole minutes from one time of a day to another."""
    seconds = (end.hour - start.hour) * 3600 + (end.minute - start.minute) * 60
    return (seconds + end.second - start.second) // 60

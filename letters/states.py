"""How a letter stands; computed from what happened to it, never stored."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Event(StrEnum):
    """What may happen to a letter once it is made."""

    POSTED = "posted"
    EMAILED = "emailed"
    HANDED = "handed"
    LEFT = "left"
    FAILED = "failed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """Return what happened as staff say it."""
        return EVENT_WORDS[self]


EVENT_WORDS = {
    Event.POSTED: "Posted",
    Event.EMAILED: "Sent by e-mail",
    Event.HANDED: "Given by hand",
    Event.LEFT: "Left at the house",
    Event.FAILED: "E-mail failed",
    Event.RETURNED: "Came back",
    Event.WITHDRAWN: "Withdrawn, not to be sent",
}
SERVED = frozenset({Event.POSTED, Event.EMAILED, Event.HANDED, Event.LEFT})


class Status(StrEnum):
    """Where a letter is on its way."""

    RENDERING = "rendering"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


WORDS: dict[Status, tuple[str, str]] = {
    Status.RENDERING: ("Being made", "grey"),
    Status.WAITING: ("Waiting to be sent", "yellow"),
    Status.SENT: ("Sent", "green"),
    Status.FAILED: ("Failed", "red"),
    Status.RETURNED: ("Came back", "orange"),
    Status.SUPERSEDED: ("Corrected by a later one", "grey"),
    Status.WITHDRAWN: ("Withdrawn", "grey"),
}
"""Each status in words, with the colour of its tag."""


def status_of(
    events: Collection[str], *, has_file: bool, is_superseded: bool
) -> Status:
    """Return how a letter stands, given the kinds of what happened to it."""
    is_served = bool(SERVED.intersection(events))
    standings = (
        (Event.WITHDRAWN in events, Status.WITHDRAWN),
        (is_superseded and not is_served, Status.SUPERSEDED),
        (Event.RETURNED in events, Status.RETURNED),
        (is_served, Status.SENT),
        (Event.FAILED in events, Status.FAILED),
        (has_file, Status.WAITING),
    )
    return next((status for holds, status in standings if holds), Status.RENDERING)

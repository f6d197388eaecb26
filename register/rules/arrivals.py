"""What the time of an arrival makes of it, and which codes explain one after the close.

Before the group's own close it is L. After it U is only "where no other code applies"
(SI 2024/208 reg 10 Table 3), so the desk asks why, and offers U last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum
from types import MappingProxyType

from register.rules.windows import RegisterWindow, minutes_late, present_code
from schools.rules.sessions import Session

LATE_BEFORE, LATE_AFTER = "L", "U"
UNEXPLAINED = "N"
TRANSPORT_FAILED = "Y1"

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "M": "A medical or dental appointment",
        TRANSPORT_FAILED: "The school's or authority's transport failed or came late",
        "I": "Too ill to come before",
        "Y2": "Travel was disrupted for everybody",
        "R": "A religious observance",
        "J1": "An interview",
        "C": "Leave that the head had granted",
        "D": "Was at the other school",
        "Y7": "Another cause that could not be avoided",
    }
)
"""What keeps a pupil who then arrives in the same session, the likely ones first."""


class Came(Enum):
    """What the clock alone says of an arrival."""

    BETWEEN = "between two registers"
    ON_TIME = "as the register opened"
    BEFORE_CLOSE = "before the register closed"
    AFTER_CLOSE = "after the register closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalFacts:
    """What is known of an arrival before anybody is asked why.

    `known` is the code that somebody's word suggests for the session, or that stands
    for it as an absence; `is_carried` says that the authority's transport brings the
    pupil, and `asks_about_transport` is the school's setting.
    """

    arrived: time
    session: Session
    window: RegisterWindow
    permitted: frozenset[str]
    known: str = ""
    is_carried: bool = False
    asks_about_transport: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """A code that may explain the arrival, in the words of the desk."""

    code: str
    words: str
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an arrival is: a code by the clock, or the causes to choose from."""

    came: Came
    code: str
    minutes: int
    causes: tuple[Cause, ...] = ()

    @property
    def asks(self) -> bool:
        """Tell whether the desk must ask why."""
        return self.came is Came.AFTER_CLOSE


class NotThisCode(Exception):
    """A code that does not explain this arrival, with the sentence why."""


def rule_on(facts: ArrivalFacts) -> Ruling:
    """Say what an arrival is by the clock, and what else it may be after the close.

    An arrival before the register opens, or after its session, is in no register.
    """
    window = facts.window
    if not window.opens <= facts.arrived < window.ends:
        return Ruling(Came.BETWEEN, "", 0)
    minutes = minutes_late(facts.arrived, window)
    if minutes == 0:
        return Ruling(Came.ON_TIME, present_code(facts.session), 0)
    if facts.arrived < window.closes:
        return Ruling(Came.BEFORE_CLOSE, LATE_BEFORE, minutes)
    return Ruling(Came.AFTER_CLOSE, "", minutes, tuple(_causes(facts)))


def code_for(facts: ArrivalFacts, why: str, words: str = "") -> str:
    """Return the code of an arrival that the desk has explained with `why`.

    Raises `NotThisCode`: U where another code is known to apply, and for a pupil whom
    the authority's transport brings unless it is said how they came instead.
    """
    ruling = rule_on(facts)
    if not ruling.asks:
        return ruling.code
    if why not in {cause.code for cause in ruling.causes}:
        raise NotThisCode("Choose why the pupil came after the register had closed.")
    if why != LATE_AFTER:
        return why
    if facts.known:
        raise NotThisCode(
            f"{facts.known} is known for this session, and U is only where no other"
            " code applies. If it was wrong, withdraw it under Known today first."
        )
    if facts.is_carried and facts.asks_about_transport and not words.strip():
        raise NotThisCode(
            "The authority's transport brings this pupil: say how they came instead,"
            " or choose that it was late."
        )
    return LATE_AFTER


def code_of_run(arrived: time, window: RegisterWindow) -> str:
    """Return the code of a pupil whose transport came late: L before the close, else Y1.

    Empty where no register asks at that moment, or the run was in time.
    """
    if not window.opens < arrived < window.ends:
        return ""
    return LATE_BEFORE if arrived < window.closes else TRANSPORT_FAILED


def counts_as_lateness(code: str, *, is_carried: bool) -> bool:
    """Tell whether a late mark counts towards the pupil's lateness.

    It never does for pupils whom the authority's transport brings: when it comes is not
    theirs to choose (policy 003 s4.4).
    """
    return code in {LATE_BEFORE, LATE_AFTER} and not is_carried


def is_replaced_by_arrival(standing: str | None) -> bool:
    """Tell whether an arrival takes the place of what stands without further questions."""
    return standing in {None, UNEXPLAINED}


def _causes(facts: ArrivalFacts) -> Iterable[Cause]:
    """Return the codes that may apply: what is known first, transport next, U last."""
    codes = list(CAUSES)
    if facts.is_carried:
        codes.remove(TRANSPORT_FAILED)
        codes.insert(0, TRANSPORT_FAILED)
    else:
        # Y1 is for transport that the school or authority provides to this pupil.
        codes.remove(TRANSPORT_FAILED)
    if facts.known and facts.known not in {LATE_BEFORE, LATE_AFTER}:
        codes = [facts.known, *(code for code in codes if code != facts.known)]
    for code in codes:
        if code in facts.permitted or code == facts.known:
            words = CAUSES.get(code, "As known before")
            yield Cause(code, words, is_known=code == facts.known)
    yield Cause(LATE_AFTER, _without_cause(facts))


def _without_cause(facts: ArrivalFacts) -> str:
    if facts.is_carried:
        return "Came another way than by transport, and none of these"
    return "None of these"

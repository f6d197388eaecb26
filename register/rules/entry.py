"""May this code be entered here, now, by this person? A refusal names its rule.

Nothing is marked ahead: a register that has not opened takes no code, whatever is
known of the day (leave, a visit, a call) stands beside the name as a suggestion until
it opens. Z and # are never made by hand: enrolments and the calendar say both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from register.codes import (
    AgeLimit,
    AttendanceCode,
    UnknownCode,
    code_on,
    codes_on,
)
from schools.rules.age import is_of_compulsory_school_age
from schools.rules.sessions import Slot, say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What is asked, and what is known of pupil, register and person.

    `permitted` are the codes that a setting lets the person's role enter.
    `has_opened` and `has_closed` are the register's at the deciding moment;
    `minutes_open` says how long it is open, where known.
    `n_deadline_on` is the last day on which N may stand for the slot.
    """

    code: str
    slot: Slot
    today: date
    born_on: date | None
    permitted: frozenset[str]
    is_on_roll: bool = True
    is_session: bool = True
    has_opened: bool = True
    has_closed: bool = False
    existing: str | None = None
    nature: str = ""
    reason: str = ""
    minutes_late: int | None = None
    minutes_open: int | None = None
    n_deadline_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a sentence fit for the screen, and the source of its rule."""

    sentence: str
    rule: str


class EntryRefused(Exception):
    """An entry that a rule forbids."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.sentence = refusal.sentence
        self.rule = refusal.rule


def check_entry(facts: EntryFacts) -> AttendanceCode:
    """Return the code to write, or raise `EntryRefused` with the first rule against it."""
    refusal = refusal_of_code(facts) or refusal_of_details(facts)
    if refusal is not None:
        raise EntryRefused(refusal)
    return code_on(facts.code, facts.slot.day)


def refusal_of_code(facts: EntryFacts) -> Refusal | None:
    """Return why the code may not be entered at all: what greys it on the key pad."""
    try:
        code = code_on(facts.code, facts.slot.day)
    except UnknownCode as error:
        return Refusal(str(error), "codes of the day")
    return _first(_CODE_RULES, code, facts)


def refusal_of_details(facts: EntryFacts) -> Refusal | None:
    """Return what is missing from, or wrong in, what was typed with the code."""
    code = code_on(facts.code, facts.slot.day)
    return _first(_DETAIL_RULES, code, facts)


def is_reason_needed(facts: EntryFacts) -> bool:
    """Tell whether the person must say why: a mark changes after the close.

    Every amendment keeps a reason (SI 2024/208 reg 6). Until the close the reason is
    known without asking: the register was still being taken.
    """
    is_change = facts.existing is not None and facts.existing != facts.code
    return is_change and facts.has_closed


def is_nature_needed(code: str, day: date) -> bool:
    """Tell whether the code needs the nature of the activity or cause written down."""
    row = codes_on(day).get(code)
    return row is not None and row.nature_required


Rule = Callable[[AttendanceCode, EntryFacts], Refusal | None]


def _first(
    rules: tuple[Rule, ...], code: AttendanceCode, facts: EntryFacts
) -> Refusal | None:
    return next((r for rule in rules if (r := rule(code, facts)) is not None), None)


def _made_by_hand(code: AttendanceCode, _facts: EntryFacts) -> Refusal | None:
    if code.is_entered_by_hand:
        return None
    why = {
        "Z": "Z is for a child who is not on roll yet; enrolment dates make it.",
        "#": "# is for a planned closure of the whole school; the calendar makes it.",
    }
    return Refusal(why[code.code], code.source)


def _on_roll(_code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if facts.is_on_roll:
        return None
    day = say_day(facts.slot.day)
    return Refusal(
        f"The pupil was not on roll on {day}: only pupils on roll have marks.",
        "SI 2024/208 reg 10(1)",
    )


def _in_session(_code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if facts.is_session:
        return None
    return Refusal(
        f"The school has no session on {facts.slot.words}: there is no register to mark.",
        "SI 2024/208 reg 10(1)",
    )


def _begun(_code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if facts.has_opened:
        return None
    return Refusal(
        f"The register of {facts.slot.words} has not opened. What is known already "
        "stands beside the name as a suggestion until it does.",
        "No mark ahead of its session (SI 2024/208 reg 10(1))",
    )


def _right_session(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    session = facts.slot.session
    if code.session in (None, session.label):
        return None
    other = "\\" if code.code == "/" else "/"
    return Refusal(
        f"{code.code} is for the {code.session} register; this one is "
        f"{session.label}: use {other}.",
        code.source,
    )


def _right_age(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if code.age is AgeLimit.ANY:
        return None
    day = say_day(facts.slot.day)
    if facts.born_on is None:
        return Refusal(
            f"{code.code} is for {code.age.value}; enter the pupil's date of birth first.",
            code.source,
        )
    is_compulsory = is_of_compulsory_school_age(facts.born_on, facts.slot.day)
    if is_compulsory is (code.age is AgeLimit.COMPULSORY):
        return None
    is_not = "is" if is_compulsory else "is not"
    instead = {"C2": " Use X.", "X": " Use C2 for an agreed part-time timetable."}
    return Refusal(
        f"{code.code} is for {code.age.value}; on {day} this pupil {is_not} of "
        f"compulsory school age.{instead.get(code.code, '')}",
        f"{code.source}; Education Act 1996 s8",
    )


def _role_may(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if code.code in facts.permitted:
        return None
    return Refusal(
        f"Your role does not enter {code.code} ({code.title.lower()}) at this school: "
        "ask the office.",
        "School setting: codes that each role may enter",
    )


def _n_in_time(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    deadline = facts.n_deadline_on
    if not code.must_be_replaced or deadline is None or facts.today <= deadline:
        return None
    return Refusal(
        f"The reason for an absence on {say_day(facts.slot.day)} had to be established "
        f"by {say_day(deadline)}, five school days after: use O, or the code of the "
        "reason if it is known now.",
        "SI 2024/208 reg 10(7)-(9)",
    )


def _nature_given(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if not code.nature_required or facts.nature.strip():
        return None
    return Refusal(
        f"{code.code} needs a few words on what it is: {code.title.lower()}.",
        code.source,
    )


def _reason_given(_code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    if not is_reason_needed(facts) or facts.reason.strip():
        return None
    return Refusal(
        f"The register has closed: changing {facts.existing} to {facts.code} needs "
        "a reason, which the ledger keeps.",
        "SI 2024/208 reg 6",
    )


def _minutes_fit(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    minutes = facts.minutes_late
    if minutes is None:
        return None
    if not code.is_late:
        return Refusal(
            f"Minutes late go with L and U; {code.code} is {code.title.lower()}.",
            "Codes L and U",
        )
    if minutes <= 0:
        return Refusal("Minutes late are counted from 1.", "Codes L and U")
    return _late_fits(code, minutes, facts.minutes_open)


def _late_fits(
    code: AttendanceCode, minutes: int, is_open: int | None
) -> Refusal | None:
    if is_open is None or (minutes < is_open) is (code.code == "L"):
        return None
    if code.code == "L":
        said = "after the register closed: use U, or the code of what kept the pupil"
    else:
        said = "before the register closed: use L"
    return Refusal(
        f"The register stays open for {is_open} minutes, so an arrival {minutes} "
        f"minutes late is {said}.",
        code.source,
    )


_CODE_RULES: tuple[Rule, ...] = (
    _made_by_hand,
    _on_roll,
    _in_session,
    _begun,
    _right_session,
    _right_age,
    _role_may,
    _n_in_time,
)
_DETAIL_RULES: tuple[Rule, ...] = (_nature_given, _reason_given, _minutes_fit)

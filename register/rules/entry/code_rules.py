"""Whether a code may be entered at all: what greys it on the key pad."""

from __future__ import annotations

from register.codes import AgeLimit, AttendanceCode
from register.rules.entry.facts import EntryFacts, Refusal, Rule
from register.rules.shut import SHUT_CODES
from schools.rules.age import is_of_compulsory_school_age
from schools.rules.sessions import say_day


def _made_by_hand(code: AttendanceCode, _facts: EntryFacts) -> Refusal | None:
    if code.is_entered_by_hand:
        return None
    why = {
        "Z": "Z is for a child who is not on roll yet; the enrolment makes it.",
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


def _begun(code: AttendanceCode, facts: EntryFacts) -> Refusal | None:
    # The register of a session that fell out never opens; its mark says just that.
    if facts.has_opened or (facts.is_shut and code.code in SHUT_CODES):
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


CODE_RULES: tuple[Rule, ...] = (
    _made_by_hand,
    _on_roll,
    _in_session,
    _begun,
    _right_session,
    _right_age,
    _role_may,
    _n_in_time,
)

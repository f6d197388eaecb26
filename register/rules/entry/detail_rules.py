"""Whether what was typed with a code is enough, and fits it."""

from __future__ import annotations

from datetime import date

from register.codes import AttendanceCode, codes_on
from register.rules.entry.facts import EntryFacts, Refusal, Rule


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


DETAIL_RULES: tuple[Rule, ...] = (_nature_given, _reason_given, _minutes_fit)

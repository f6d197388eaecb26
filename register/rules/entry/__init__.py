"""May this code be entered here, now, by this person? A refusal names its rule.

Nothing is marked ahead: a register that has not opened takes no code, whatever is
known of the day (leave, a visit, a call) stands beside the name as a suggestion until
it opens. Z and # are never made by hand: enrolments and the calendar say both.
"""

from __future__ import annotations

from register.codes import AttendanceCode, UnknownCode, code_on
from register.rules.entry.code_rules import CODE_RULES
from register.rules.entry.detail_rules import (
    DETAIL_RULES,
    is_nature_needed,
    is_reason_needed,
)
from register.rules.entry.facts import EntryFacts, EntryRefused, Refusal, Rule

__all__ = [
    "EntryFacts",
    "EntryRefused",
    "Refusal",
    "check_entry",
    "check_withdrawal",
    "is_nature_needed",
    "is_reason_needed",
    "refusal_of_code",
    "refusal_of_details",
]


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
    return _first(CODE_RULES, code, facts)


def refusal_of_details(facts: EntryFacts) -> Refusal | None:
    """Return what is missing from, or wrong in, what was typed with the code."""
    code = code_on(facts.code, facts.slot.day)
    return _first(DETAIL_RULES, code, facts)


def check_withdrawal(*, existing: str, has_closed: bool, reason: str) -> None:
    """Raise unless a mark may be taken back: after the close only with a reason."""
    if has_closed and not reason.strip():
        raise EntryRefused(
            Refusal(
                f"The register has closed: taking {existing} back needs a reason, "
                "which the ledger keeps.",
                "SI 2024/208 reg 6",
            )
        )


def _first(
    rules: tuple[Rule, ...], code: AttendanceCode, facts: EntryFacts
) -> Refusal | None:
    return next((r for rule in rules if (r := rule(code, facts)) is not None), None)

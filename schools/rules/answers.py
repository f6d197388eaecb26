"""Whether an answer fits its question, and what guidance says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from fractions import Fraction

from schools.codes.questions import Kind, Question, Value
from schools.rules.bands import Band, check_bands
from schools.states import Role

_ROLES = frozenset(role.value for role in Role)
_LONGEST_CODE = 2
_BAND_PARTS = frozenset({"name", "at_least", "shape", "colour", "words"})


class AnswerRefused(ValueError):
    """An answer that does not fit its question, or that law forbids."""


def check_answer(question: Question, value: Value) -> None:
    """Raise `AnswerRefused`, with a sentence, unless the value answers the question."""
    _CHECKS[question.kind](question, value)


def warning_about(question: Question, value: Value) -> str | None:
    """Return what guidance says against an answer that fits, None if nothing."""
    return question.warn(value)


def time_of(value: Value) -> time:
    """Read the value of a TIME answer."""
    return time.fromisoformat(value)


def bands_of(value: Value) -> tuple[Band, ...]:
    """Read the value of a BANDS answer."""
    return tuple(
        Band(
            name=row["name"],
            at_least=Fraction(str(row["at_least"])),
            shape=row["shape"],
            colour=row["colour"],
            words=row["words"],
        )
        for row in value
    )


def _refuse(question: Question, why: str) -> AnswerRefused:
    return AnswerRefused(f"{question.label}: {why}")


def _check_integer(question: Question, value: Value) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refuse(question, "enter a whole number.")
    too_small = question.least is not None and value < question.least
    too_big = question.most is not None and value > question.most
    if too_small or too_big:
        limits = f"from {question.least} to {question.most} {question.unit}".rstrip()
        raise _refuse(question, f"enter {limits} ({question.source}).")


def _check_time(question: Question, value: Value) -> None:
    try:
        time_of(value)
    except (TypeError, ValueError):
        raise _refuse(question, "enter a time such as 08:50.") from None


def _check_yes_no(question: Question, value: Value) -> None:
    if not isinstance(value, bool):
        raise _refuse(question, "answer yes or no.")


def _check_choice(question: Question, value: Value) -> None:
    if not isinstance(value, str) or value not in question.choices:
        raise _refuse(question, "choose one of the answers offered.")


def _check_roles(question: Question, value: Value) -> None:
    if not _is_list_of_words(value) or not _ROLES.issuperset(value):
        raise _refuse(question, "choose at least one role.")


def _check_codes(question: Question, value: Value) -> None:
    if not _is_list_of_words(value) or max(map(len, value)) > _LONGEST_CODE:
        raise _refuse(question, "choose at least one attendance code.")


def _check_bands(question: Question, value: Value) -> None:
    is_rows = isinstance(value, list) and all(
        isinstance(row, Mapping) and row.keys() == _BAND_PARTS for row in value
    )
    if not is_rows:
        raise _refuse(question, "give each band a name, a floor, a shape and words.")
    try:
        check_bands(bands_of(value))
    except ValueError as error:
        raise _refuse(question, str(error)) from None


def _is_list_of_words(value: Value) -> bool:
    is_words = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    return is_words and bool(value)


_CHECKS = {
    Kind.INTEGER: _check_integer,
    Kind.TIME: _check_time,
    Kind.YES_NO: _check_yes_no,
    Kind.CHOICE: _check_choice,
    Kind.ROLES: _check_roles,
    Kind.CODES: _check_codes,
    Kind.BANDS: _check_bands,
}

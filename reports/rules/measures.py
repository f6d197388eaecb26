"""What a figure is a share of: numerator, denominator and method, each in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from register.codes.code import AttendanceCode
from register.rules.counting import Counts
from register.rules.thresholds import PERSISTENT_PERCENT, SEVERE_PERCENT

TIMES = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, slots=True)
class SessionMeasure:
    """A share of possible sessions."""

    key: str
    label: str
    numerator: str
    of: Callable[[Counts], int]
    holds: Callable[[AttendanceCode], bool]
    method: str


@dataclass(frozen=True, slots=True)
class PupilMeasure:
    """A share of pupils with a possible session, by a comparison of integers."""

    key: str
    label: str
    percent: int
    method: str

    @property
    def comparison(self) -> str:
        """Return the comparison as it is made, without a fraction."""
        times, of = 100, self.percent
        while times % 10 == 0 and of % 10 == 0:
            times, of = times // 10, of // 10
        if self.percent == SEVERE_PERCENT:
            times, of = 2, 1
        right = "possible" if of == 1 else f"{of} {TIMES} possible"
        return f"{times} {TIMES} missed ≥ {right}"


_RULE = (
    "DfE counting rules: possible sessions are those attended and those of authorised"
    " and unauthorised absence. A mark that is not a possible attendance, and a session"
    " without a mark, stand on neither side."
)

SESSION_MEASURES: tuple[SessionMeasure, ...] = (
    SessionMeasure(
        "attendance",
        "Attendance",
        "sessions attended",
        lambda counts: counts.attended,
        lambda code: code.counts_as_present,
        f"Sessions attended over possible sessions. {_RULE}",
    ),
    SessionMeasure(
        "absence",
        "Absence",
        "sessions missed",
        lambda counts: counts.absent,
        lambda code: code.counts_as_absent,
        f"Sessions missed, authorised or not, over possible sessions. {_RULE}",
    ),
    SessionMeasure(
        "authorised",
        "Authorised",
        "sessions of authorised absence",
        lambda counts: counts.authorised,
        lambda code: code.counts_as_authorised,
        f"Sessions of authorised absence over possible sessions. {_RULE}",
    ),
    SessionMeasure(
        "unauthorised",
        "Unauthorised",
        "sessions of unauthorised absence",
        lambda counts: counts.unauthorised,
        lambda code: code.counts_as_unauthorised,
        f"Sessions of unauthorised absence over possible sessions. {_RULE}",
    ),
    SessionMeasure(
        "late",
        "Late marks",
        "late marks, L and U",
        lambda counts: counts.late,
        lambda code: code.is_late,
        f"Marks L (before the close, attended) and U (after it, absent). {_RULE}",
    ),
)
PUPIL_MEASURES: tuple[PupilMeasure, ...] = (
    PupilMeasure(
        "persistent",
        "Persistently absent",
        PERSISTENT_PERCENT,
        "Pupils who missed at least 10% of their own possible sessions, over pupils with"
        " a possible session in the period. Integers are compared, never printed"
        " percentages: exactly 10% is persistent.",
    ),
    PupilMeasure(
        "severe",
        "Severely absent",
        SEVERE_PERCENT,
        "Pupils who missed at least half of their own possible sessions, over pupils"
        " with a possible session in the period. They are among the persistently absent.",
    ),
)
BY_KEY: dict[str, SessionMeasure | PupilMeasure] = {
    **{measure.key: measure for measure in SESSION_MEASURES},
    **{measure.key: measure for measure in PUPIL_MEASURES},
}

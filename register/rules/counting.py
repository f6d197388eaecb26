"""From marks to figures: the counting rules of the national statistics.

possible = attended + authorised + unauthorised; a rate is a share of possible. A
session whose code is not a possible attendance, and a session without a mark, are left
out of both sides and reported beside the figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from register.codes import UNMARKED, AttendanceCode, StatCategory, by_letter


@dataclass(frozen=True, slots=True)
class Counts:
    """Sessions counted, by stored letter; every figure is a sum over the letters.

    Counts of parts add up to the count of the whole: pupils to a group, weeks to a
    term. Two codes of one name in two code sets keep apart until they are shown.
    """

    by_letter: Mapping[str, int]

    @classmethod
    def of(cls, letters: Iterable[str] | Mapping[str, int]) -> Counts:
        """Count letters, or take them as counted. A row of a year may be passed whole."""
        counted = Counter(letters)
        for letter in counted.keys() - {UNMARKED}:
            by_letter(letter)  # an unknown letter is corruption, never left out
        return cls(MappingProxyType({k: n for k, n in sorted(counted.items()) if n}))

    def __add__(self, other: Counts) -> Counts:
        return Counts.of(Counter(self.by_letter) + Counter(other.by_letter))

    @property
    def possible(self) -> int:
        return self.attended + self.absent

    @property
    def attended(self) -> int:
        return self.present + self.educational_activity

    @property
    def absent(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def present(self) -> int:
        """Sessions in school, those late before the close among them."""
        return self._in(StatCategory.PRESENT) + self._in(StatCategory.LATE)

    @property
    def educational_activity(self) -> int:
        return self._in(StatCategory.EDUCATIONAL_ACTIVITY)

    @property
    def authorised(self) -> int:
        return self._in(StatCategory.AUTHORISED)

    @property
    def unauthorised(self) -> int:
        return self._in(StatCategory.UNAUTHORISED)

    @property
    def late_before(self) -> int:
        """Late and attending: L."""
        return self._in(StatCategory.LATE)

    @property
    def late_after(self) -> int:
        """Late and absent: U."""
        return sum(n for c, n in self._codes() if c.is_late and c.counts_as_absent)

    @property
    def late(self) -> int:
        return self.late_before + self.late_after

    @property
    def unmarked(self) -> int:
        return self.by_letter.get(UNMARKED, 0)

    @property
    def by_code(self) -> Mapping[str, int]:
        """Marks by the code that people know, unmarked sessions left out."""
        return _by_name(self._codes())

    @property
    def left_out(self) -> Mapping[str, int]:
        """Marks that stand in no rate, by code: why a denominator is what it is."""
        return _by_name((c, n) for c, n in self._codes() if not c.counts_as_possible)

    def attendance(self, places: int = 1) -> Decimal | None:
        """Return attendance in percent, None where no session was possible."""
        return percentage(self.attended, self.possible, places)

    def absence(self, places: int = 1) -> Decimal | None:
        """Return absence in percent, None where no session was possible."""
        return percentage(self.absent, self.possible, places)

    def _in(self, category: StatCategory) -> int:
        return sum(n for code, n in self._codes() if code.category is category)

    def _codes(self) -> list[tuple[AttendanceCode, int]]:
        counted = self.by_letter.items()
        return [(by_letter(k), n) for k, n in counted if k != UNMARKED]


NO_SESSIONS = Counts.of("")


def percentage(part: int, whole: int, places: int = 1) -> Decimal | None:
    """Return 100 * part / whole, rounded half away from zero, None for 0 of 0.

    Integers decide the rounding, so no figure depends on how a fraction is stored
    (DEF-11). For printing only: thresholds compare the integers themselves.
    """
    if whole == 0:
        return None
    scaled = 100 * 10**places * abs(part)
    rounded = (2 * scaled + whole) // (2 * whole)
    return Decimal(rounded if part >= 0 else -rounded).scaleb(-places)


def totals_or_reasons(*, authorised: int, unauthorised: int, by_reason: int) -> str:
    """Tell which count an old census return is read by: the totals where larger.

    DfE Guide to absence statistics (2016), Table 10. Totals have not been collected
    since autumn 2025; older files are still read.
    """
    return "totals" if authorised + unauthorised > by_reason else "reasons"


def _by_name(codes: Iterable[tuple[AttendanceCode, int]]) -> Mapping[str, int]:
    named: Counter[str] = Counter()
    for code, n in codes:
        named[code.code] += n
    return MappingProxyType(dict(named))

"""The published figures that the demonstration's marks lie near, with their sources.

Sessions by code are the DfE's counts for England, "Pupil attendance in schools", 2025/26
year to date (8 Sep 2025 to 10 Jul 2026), which also gives absence and persistent
absence. Severe absence is of "Pupil absence in schools in England", 2024/25, six half
terms: the daily series has none. Two series, two methods: they are never added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseFacts:
    """What is published of one type of school in England."""

    possible: int
    sessions: Mapping[str, int]
    persistent_percent: float
    severe_percent: float

    def rate(self, code: str) -> float:
        """Return the share of possible sessions under a code."""
        return self.sessions.get(code, 0) / self.possible

    def rate_of(self, codes: str) -> float:
        """Return the share of possible sessions under any of some codes."""
        return sum(self.rate(code) for code in codes.split())


AUTHORISED = "I M C C1 C2 E R S T J1"
UNAUTHORISED = "G O U N"
ELSEWHERE = "B K P V W"

PRIMARY = PhaseFacts(
    possible=1_299_079_364,
    sessions=MappingProxyType(
        {
            "L": 14_574_915,
            "I": 36_191_780,
            "M": 3_533_055,
            "R": 851_311,
            "S": 2_797,
            "T": 184_890,
            "E": 478_785,
            "C": 4_773_352,
            "C1": 43_089,
            "J1": 220_738,
            "C2": 2_165_735,
            "B": 2_478_465,
            "P": 1_101_777,
            "V": 9_521_170,
            "W": 548,
            "K": 229_071,
            "G": 6_948_330,
            "U": 2_200_160,
            "O": 10_312_019,
            "N": 642_003,
        }
    ),
    persistent_percent=13.773,
    severe_percent=0.931,
)

SECONDARY = PhaseFacts(
    possible=1_093_892_081,
    sessions=MappingProxyType(
        {
            "L": 30_519_828,
            "I": 39_674_988,
            "M": 4_116_441,
            "R": 633_074,
            "S": 1_098_362,
            "T": 33_055,
            "E": 3_158_295,
            "C": 4_657_368,
            "C1": 56_075,
            "J1": 171_836,
            "C2": 3_511_650,
            "B": 3_277_757,
            "P": 1_554_933,
            "V": 7_976_206,
            "W": 3_374_371,
            "K": 862_932,
            "G": 3_439_600,
            "U": 3_243_297,
            "O": 28_533_487,
            "N": 541_316,
        }
    ),
    persistent_percent=23.768,
    severe_percent=3.878,
)

_SPECIAL_POSSIBLE = 52_448_242
_SPECIAL_AUTHORISED = 5_018_975
_SPECIAL_UNAUTHORISED = 1_888_010


def _split(total: int, codes: str, like: PhaseFacts) -> dict[str, int]:
    counts = {code: like.sessions[code] for code in codes.split()}
    return {code: total * n // sum(counts.values()) for code, n in counts.items()}


# Counts by code are published for primary and secondary schools only. What is published
# of special schools (possible, authorised, unauthorised) is split in the proportions of
# secondary schools, which is a choice of this demonstration and no fact.
SPECIAL = PhaseFacts(
    possible=_SPECIAL_POSSIBLE,
    sessions=MappingProxyType(
        _split(_SPECIAL_AUTHORISED, AUTHORISED, SECONDARY)
        | _split(_SPECIAL_UNAUTHORISED, UNAUTHORISED, SECONDARY)
        | {
            code: round(SECONDARY.rate(code) * _SPECIAL_POSSIBLE)
            for code in f"L {ELSEWHERE}".split()
        }
    ),
    persistent_percent=36.062,
    severe_percent=6.909,
)

BY_PHASE: Mapping[str, PhaseFacts] = MappingProxyType(
    {"primary": PRIMARY, "secondary": SECONDARY, "special": SPECIAL}
)

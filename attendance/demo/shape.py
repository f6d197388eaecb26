"""What each of the three schools is like: made-up names, sizes, times and choices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Scale = Literal["small", "full"]

STARTS_AT = dt.datetime(2026, 11, 20, 8, 40)  # noqa: DTZ001 - on a wall in England
FIRST_YEAR, THIS_YEAR = 2025, 2026
PASSWORD = "rollbook-demo"  # noqa: S105 - printed in the README for everyone


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a session begins and its register closes, and when the session is over."""

    opens: dt.time
    closes: dt.time
    ends: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolShape:
    """One school of the demonstration."""

    slug: str
    name: str
    phase: str
    urn: int
    establishment: str
    telephone: str
    address: str
    years: range
    forms: tuple[str, ...]
    size: int
    morning: Times
    afternoon: Times
    # From this year group on, a second window in the afternoon.
    later_from: int | None = None
    later_afternoon: Times | None = None
    teacher_group: str = ""

    @property
    def domain(self) -> str:
        return f"{self.slug}.example"

    def group_name(self, year: int, form: int) -> str:
        """Name a registration group as the school does."""
        if self.phase == "special":
            return TREES[year]
        return f"{'R' if year == 0 else year}{self.forms[form]}"

    def group_size(self, scale: Scale) -> int:
        """Return how many pupils a group has."""
        return self.size if scale == "full" else max(3, self.size // 5)


TREES = (
    *("Alder", "Aspen", "Beech", "Birch", "Cedar", "Chestnut", "Elder"),
    *("Hazel", "Holly", "Juniper", "Larch", "Maple", "Rowan", "Willow"),
)


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def _times(opens: str, closes: str, ends: str) -> Times:
    return Times(opens=_time(opens), closes=_time(closes), ends=_time(ends))


PRIMARY = SchoolShape(
    slug="primary",
    name="Marlowbrook Primary School",
    phase="primary",
    urn=990001,
    establishment="2991",
    telephone="0113 496 0110",
    address="Pennyroyal Lane, Eastmarch, ZZ1 4RB",
    years=range(7),
    forms=("A", "B"),
    size=30,
    morning=_times("08:40", "09:10", "12:00"),
    afternoon=_times("13:00", "13:30", "15:20"),
    teacher_group="4B",
)
ACADEMY = SchoolShape(
    slug="academy",
    name="Quillhaven Academy",
    phase="secondary",
    urn=990002,
    establishment="4991",
    telephone="0113 496 0220",
    address="Lanternfield Road, Eastmarch, ZZ2 7RB",
    years=range(7, 12),
    forms=("A", "B", "C", "D"),
    size=24,
    # Longer than guidance advises, as some policies have it: the settings page warns.
    morning=_times("08:50", "09:30", "12:30"),
    afternoon=_times("13:00", "13:30", "15:10"),
    teacher_group="9C",
)
SPECIAL = SchoolShape(
    slug="special",
    name="Fernwick Lodge School",
    phase="special",
    urn=990003,
    establishment="7991",
    telephone="0113 496 0330",
    address="Orchard Rise, Eastmarch, ZZ3 2RB",
    years=range(14),
    forms=("",),
    size=9,
    morning=_times("08:50", "09:20", "12:00"),
    afternoon=_times("12:45", "12:55", "15:00"),
    later_from=10,
    later_afternoon=_times("13:15", "13:25", "15:00"),
    teacher_group="Hazel",
)
SCHOOLS = (PRIMARY, ACADEMY, SPECIAL)

TRUST_NAME = "Threefold Learning Trust"
AUTHORITY_NAME = "Eastmarch Council"
# The number of an authority that no longer exists, so that UPNs are well formed and
# nobody's.
AUTHORITY_NUMBER = "836"

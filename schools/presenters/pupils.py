"""Lines of the list of pupils, and what the search box offers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.words import long_day
from schools.codes.flag_shorts import shade_of, short_of
from schools.codes.flags import BY_KEY
from schools.models import Body, Flag, Pupil
from schools.rules.age import year_group_words

SEN_SHORT = {"K": "SEN", "E": "EHC"}


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil in a list."""

    name: str
    href: str
    alert: str
    year: str
    group: str
    born: str
    state: str
    flags: tuple[tuple[str, str, str], ...]
    reachable: int
    has_too_few: bool
    has_photo: bool


def lines(
    pupils: Iterable[Pupil],
    flags: Mapping[int, list[Flag]],
    *,
    school: Body,
    minimum: int,
    sees_needs: bool,
) -> list[PupilLine]:
    """Print pupils that `pupils_on` has read."""
    made = []
    for pupil in pupils:
        known: Any = pupil
        made.append(
            PupilLine(
                name=pupil.sort_name,
                href=pupil_href(school, pupil),
                alert=alert_of(pupil),
                year=_year(known.year_group),
                group=known.group_name or "",
                born=long_day(pupil.date_of_birth),
                state=state_of(pupil),
                flags=_flags(pupil, flags.get(pupil.pk, []), sees_needs=sees_needs),
                reachable=known.reachable,
                has_too_few=known.reachable < minimum,
                has_photo=bool(pupil.photograph),
            )
        )
    return made


def options(pupils: Iterable[Pupil], *, school: Body) -> list[tuple[str, str, str]]:
    """Print what the search box offers: name, address, class."""
    return [(row.sort_name, pupil_href(school, row), _detail(row)) for row in pupils]


def pupil_href(school: Body, pupil: Pupil) -> str:
    """Return where a pupil's page is."""
    return reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk})


def alert_of(pupil: Pupil) -> str:
    """Say an allergy and a care plan in one line, nothing where there is neither."""
    said = (("Allergy", pupil.allergies), ("Care plan", pupil.care_plan))
    return ". ".join(f"{word}: {text}" for word, text in said if text)


def state_of(pupil: Pupil) -> str:
    """Say what is unusual: not on roll, or without a register."""
    known: Any = pupil
    if not known.is_on_roll:
        return "not on roll"
    return "" if known.is_registered else "no register"


def _detail(pupil: Pupil) -> str:
    known: Any = pupil
    return known.group_name or state_of(pupil) or _year(known.year_group)


def _year(year_group: int | None) -> str:
    return "" if year_group is None else year_group_words(year_group)


def _flags(
    pupil: Pupil, flags: Iterable[Flag], *, sees_needs: bool
) -> tuple[tuple[str, str, str], ...]:
    items = []
    if sees_needs and pupil.sen_status in SEN_SHORT:
        words = pupil.get_sen_status_display()
        items.append((SEN_SHORT[pupil.sen_status], words, "need"))
    for row in flags:
        kind = BY_KEY[row.kind]
        items.append((short_of(kind), kind.label, shade_of(kind)))
    return tuple(items)

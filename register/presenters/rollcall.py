"""A roll call as marshals see it and as its report is printed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from core.words import clock_time, moment
from register.models import RollCall
from register.rules.whereabouts import Place
from register.selectors.rollcall import Word, words_on


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was expected, and whether a marshal has seen them."""

    who: str
    name: str
    words: str
    is_safe: bool
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class CallGroup:
    """A class, the visitors or the staff."""

    name: str
    people: tuple[Person, ...]
    away: tuple[Person, ...]

    @property
    def safe(self) -> int:
        """Count those whom a marshal has seen."""
        return sum(one.is_safe for one in self.people)

    @property
    def unknown(self) -> tuple[Person, ...]:
        """Return those whom nobody has seen: unmarked means unknown."""
        return tuple(one for one in self.people if not one.is_safe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A roll call, class by class."""

    number: int
    title: str
    started: str
    started_by: str
    ended: str
    ended_by: str
    minutes: int | None
    words: str
    address: str
    groups: tuple[CallGroup, ...]

    @property
    def is_running(self) -> bool:
        """Tell whether marshals still tick."""
        return not self.ended

    @property
    def expected(self) -> int:
        """Count everybody who is asked for."""
        return sum(len(group.people) for group in self.groups)

    @property
    def safe(self) -> int:
        """Count everybody whom a marshal has seen."""
        return sum(group.safe for group in self.groups)


def present_roll_call(call: RollCall) -> Call:
    """Draw a roll call with the last word on everybody."""
    said = words_on(call)
    by_group: dict[str, tuple[list[Person], list[Person]]] = {}
    for row in call.expected:
        here, away = by_group.setdefault(row["group"], ([], []))
        one = _person(row, said)
        is_away = row["place"] == Place.OUT.value and row["who"] not in said
        (away if is_away else here).append(one)
    return Call(
        number=call.pk,
        title="Fire drill" if call.is_drill else "Evacuation",
        started=moment(call.started_at),
        started_by=call.started_by.name,
        ended=moment(call.ended_at) if call.ended_at else "",
        ended_by=call.ended_by.name if call.ended_by else "",
        minutes=_minutes(call),
        words=call.words,
        address=reverse(
            "roll-call", kwargs={"school": call.school.slug, "call": call.pk}
        ),
        groups=tuple(
            CallGroup(name, tuple(here), tuple(away))
            for name, (here, away) in by_group.items()
        ),
    )


def _person(row: Mapping[str, str], said: Mapping[str, Word]) -> Person:
    word = said.get(row["who"])
    return Person(
        who=row["who"],
        name=row["name"],
        words=row["words"],
        is_safe=word is not None and word.is_safe,
        by=word.by if word else "",
        at=clock_time(word.at) if word else "",
    )


def _minutes(call: RollCall) -> int | None:
    if call.ended_at is None:
        return None
    return -(-(call.ended_at - call.started_at) // dt.timedelta(minutes=1))

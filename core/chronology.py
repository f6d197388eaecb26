"""One story of many tellers: entries of several apps about one subject, in one order.

Each app names functions in the setting `CHRONOLOGY`; this module knows none of them, so
that a page, a pack or a letter reads the whole story without knowing the apps.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from core.clock import at_local, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address by its name, without the part that every address of a body has.

    Who may not do what it `needs` reads the entry without the link.
    """

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened, at a moment or on a day, as its own app tells it.

    `by` is the name and the position of a person. `needs` names what a reader must be
    allowed beyond seeing the subject at all; whoever may not never receives the entry.
    """

    at: dt.datetime | dt.date
    app: str
    kind: str
    words: str
    detail: str = ""
    by: tuple[str, str] | None = None
    link: Link | None = None
    needs: str = ""

    @property
    def day(self) -> dt.date:
        """Return the local day of the entry."""
        return local(self.at).date() if isinstance(self.at, dt.datetime) else self.at

    @property
    def moment(self) -> dt.datetime:
        """Return when it happened; a whole day begins with its first moment."""
        if isinstance(self.at, dt.datetime):
            return self.at
        return at_local(self.at, dt.time())


Teller = Callable[[int], Iterable[Entry]]
"""Tells one app's part of a subject's story, given the subject's id."""


def story_of(subject_id: int, *, may: Callable[[str], bool]) -> list[Entry]:
    """Return the story of a subject as far as the reader may see it, latest first."""
    entries = [
        _linked(entry, may)
        for teller in tellers(tuple(settings.CHRONOLOGY))
        for entry in teller(subject_id)
        if not entry.needs or may(entry.needs)
    ]
    return sorted(entries, key=lambda entry: (entry.day, entry.moment), reverse=True)


def _linked(entry: Entry, may: Callable[[str], bool]) -> Entry:
    link = entry.link
    return (
        replace(entry, link=None)
        if link and link.needs and not may(link.needs)
        else entry
    )


@cache
def tellers(names: tuple[str, ...]) -> tuple[Teller, ...]:
    """Return the functions that the setting names."""
    return tuple(import_string(name) for name in names)

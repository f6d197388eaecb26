"""What a kind of letter is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class To(StrEnum):
    """Whom a letter is for."""

    PARENTS = "parents"
    HOME = "home"
    PUPIL = "pupil"


class Layout(StrEnum):
    """What the sheet looks like."""

    LETTER = "letter"
    CERTIFICATE = "certificate"
    POSTER = "poster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A letter: what must be known to make it, what may be, and what no text may omit.

    `rows` are those of the source policies that name it; `source` is the rule behind
    `must_name`.
    """

    key: str
    title: str
    group: str
    sender: str
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    must_name: tuple[str, ...] = ()
    source: str = ""
    to: To = To.PARENTS
    layout: Layout = Layout.LETTER
    rows: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the fields that somebody, or an app above, fills in."""
        return (*self.needs, *self.may)

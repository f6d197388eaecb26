"""Where each role goes from the frame: at most seven entries, the daily ones first."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from schools.permissions import Scope
from schools.states import Act, BodyKind


@dataclass(frozen=True)
class Entry:
    """A link of the frame, for those who may do one of the acts.

    `also` begins the addresses of pages that belong to it and do not lie below it. Who
    may do the act `unless` finds it at home instead, so that seven entries are enough.
    """

    text: str
    name: str
    acts: frozenset[Act]
    also: tuple[str, ...] = ()
    unless: Act | None = None


def _entry(
    text: str,
    name: str,
    *acts: Act,
    also: tuple[str, ...] = (),
    unless: Act | None = None,
) -> Entry:
    return Entry(text, name, frozenset(acts), also, unless)


BY_KIND: dict[BodyKind, tuple[Entry, ...]] = {
    BodyKind.SCHOOL: (
        _entry("Home", "school-home", *Act),
        _entry(
            "Registers", "board", Act.WATCH_REGISTERS, also=("marks/", "amendments/")
        ),
        _entry("Absence today", "absence-today", Act.FOLLOW_UP_ABSENCE),
        _entry(
            "Desk",
            "desk",
            Act.AMEND_MARKS,
            also=("suggestions/", "lessons/", "not-found/"),
            unless=Act.MANAGE_SCHOOL,
        ),
        _entry("My class", "tracker", Act.TAKE_OWN_REGISTERS),
        _entry("Pupils", "pupils", Act.SEE_PUPILS),
        _entry("Letters", "letters", Act.SEND_LETTERS, Act.EDIT_LETTERS),
        _entry("Figures", "figures", Act.SEE_FIGURES),
        _entry("School", "manage", Act.MANAGE_SCHOOL),
    ),
    BodyKind.TRUST: (
        _entry("Schools", "trust-home", Act.COMPARE_SCHOOLS),
        _entry("Settings", "trust-settings", Act.COMPARE_SCHOOLS),
        _entry("Letters", "trust-letter-texts", Act.EDIT_LETTERS),
    ),
    BodyKind.AUTHORITY: (_entry("Schools", "authority-home", Act.COMPARE_SCHOOLS),),
    BodyKind.NATION: (
        _entry("Installation", "nation-home", Act.MANAGE_ACCOUNTS),
        _entry("Accounts", "accounts", Act.MANAGE_ACCOUNTS),
        _entry("Bodies", "bodies", Act.MANAGE_ACCOUNTS),
        _entry("Settings", "nation-settings", Act.MANAGE_ACCOUNTS),
    ),
}
HOME: dict[BodyKind, str] = {
    BodyKind.SCHOOL: "school-home",
    BodyKind.TRUST: "trust-home",
    BodyKind.AUTHORITY: "authority-home",
    BodyKind.NATION: "nation-home",
}


@lru_cache(8192)
def address(name: str, kind: str, slug: str) -> str:
    """Return the address of a body's page."""
    return reverse(name, kwargs={kind: slug})


def navigation(scope: Scope, path: str) -> list[tuple[str, str, bool]]:
    """Return text, address and whether it is here, of each entry for this person."""
    kind = BodyKind(scope.body.kind)
    home = address(HOME[kind], kind, scope.body.slug)
    links = [
        (entry, address(entry.name, kind, scope.body.slug))
        for entry in BY_KIND[kind]
        if entry.acts & scope.acts and entry.unless not in scope.acts
    ]
    reaches = [_reach(entry, href, home=home, path=path) for entry, href in links]
    nearest = max(reaches, default=0)
    return [
        (entry.text, href, reach == nearest > 0)
        for (entry, href), reach in zip(links, reaches, strict=True)
    ]


def _reach(entry: Entry, href: str, *, home: str, path: str) -> int:
    """Return how much of a page's address leads to an entry.

    A home stands for its own page only: everything of a body lies below it.
    """
    if href == home:
        return len(home) * (path == home)
    begins = (href, *(home + part for part in entry.also))
    return max((len(one) for one in begins if path.startswith(one)), default=0)

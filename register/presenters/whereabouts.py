"""The fire list by class, as it is shown, printed and kept on devices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from register.rules.whereabouts import Place
from register.selectors.whereabouts import Here


@dataclass(frozen=True, slots=True)
class FireGroup:
    """A class, or the visitors, or the staff: who is to be seen, and who is away."""

    name: str
    people: tuple[Here, ...]
    away: tuple[Here, ...]

    @property
    def known(self) -> int:
        """Count those who are known to be here."""
        return sum(one.place is Place.IN for one in self.people)


@dataclass(frozen=True, slots=True)
class FireList:
    """Everybody by class, and how many of each."""

    groups: tuple[FireGroup, ...]

    @property
    def here(self) -> int:
        """Count everybody who is known to be on the premises."""
        return sum(group.known for group in self.groups)

    @property
    def unknown(self) -> int:
        """Count those of whom nobody knows."""
        return sum(len(group.people) - group.known for group in self.groups)


def fire_list(people: Iterable[Here]) -> FireList:
    """Put people under their classes, in the order in which they come."""
    by_group: dict[str, list[Here]] = {}
    for one in people:
        by_group.setdefault(one.group, []).append(one)
    return FireList(tuple(_group(name, members) for name, members in by_group.items()))


def _group(name: str, members: Sequence[Here]) -> FireGroup:
    return FireGroup(
        name,
        tuple(one for one in members if one.place is not Place.OUT),
        tuple(one for one in members if one.place is Place.OUT),
    )

"""Whose marks an answer speaks of."""

from register.rules.entries import Outcome
from register.selectors.people import names_with_positions
from schools.models import Membership


def names_of(outcome: Outcome, *known: Membership) -> dict[int, str]:
    """Return the names of everybody whose marks an outcome shows, with their positions."""
    names = {row.pk: row.name for row in known}
    standing = [*outcome.saved, *(row.standing for row in outcome.conflicts)]
    unknown = {row.by_id for row in standing} - names.keys()
    if unknown:
        names |= names_with_positions(unknown)
    return names

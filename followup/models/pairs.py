"""Constraints that many of these rows share."""

from collections.abc import Iterable
from enum import Enum

from django.db import models
from django.db.models import Q


def both_or_neither(name: str, stem: str) -> models.CheckConstraint:
    """Let a moment and its person stand or fall together."""
    at, by = f"{stem}_at__isnull", f"{stem}_by__isnull"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}),
    )


def said(name: str, *fields: str) -> models.CheckConstraint:
    """Refuse an empty text where the words are the point of the row."""
    return models.CheckConstraint(
        name=name, condition=Q(*(~Q(**{field: ""}) for field in fields))
    )


def words_of(states: Iterable[Enum]) -> list[tuple[str, str]]:
    """Return a table of states as the choices of a field."""
    return [(state.value, getattr(state, "label", state.name)) for state in states]

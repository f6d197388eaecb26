"""The rows behind the register; each file is named for its noun."""

from register.models.ledger import LedgerEntry, MarkDetail
from register.models.mark import Mark, MarkYear
from register.models.suggestion import Suggestion
from register.models.taking import Nudge, RegisterTaken, Reopening

__all__ = [
    "LedgerEntry",
    "Mark",
    "MarkDetail",
    "MarkYear",
    "Nudge",
    "RegisterTaken",
    "Reopening",
    "Suggestion",
]

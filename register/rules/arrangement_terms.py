"""What was agreed for a pupil, as somebody typed it, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from register.codes.arrangement_kind import ArrangementKind
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed, as somebody typed it; kinds ask for what they need."""

    kind: ArrangementKind
    first: Slot
    last: Slot | None = None
    chosen_code: str = ""
    sessions: int | None = None
    nature: str = ""
    provider_id: int | None = None
    provider_name: str = ""
    leaves_at: time | None = None
    returns_at: time | None = None
    reason: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None
    review_on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)

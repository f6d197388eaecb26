"""What a marshal says of one person in a roll call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One marshal's word on one person; its key is made where it was pressed."""

    key: UUID
    who: str
    is_safe: bool
    pressed_at: datetime | None = None

"""How often a missing register is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

ASK_AGAIN_AFTER = timedelta(minutes=5)
"""A teacher who was asked a minute ago is at the register, or cannot be; ours."""


def may_ask_again(last: datetime | None, now: datetime) -> bool:
    """Tell whether a register may be asked for, having been asked for at `last`."""
    return last is None or now - last >= ASK_AGAIN_AFTER

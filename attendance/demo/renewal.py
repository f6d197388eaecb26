"""A fresh demonstration, asked for by a page and loaded by a worker."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.cache import cache

from attendance.demo.load import load

KEY = "demonstration:renewal"
LOADING, DONE = "loading", "done"
# A worker that died must not keep the page waiting for ever, in seconds.
_LONGEST = 600


class Renewing:
    """Where a renewal stands, kept where the database's locks do not reach."""

    @staticmethod
    def begin() -> bool:
        """Note that a renewal is asked for; tell whether none was under way."""
        return bool(cache.add(KEY, LOADING, _LONGEST)) or _restart()

    @staticmethod
    def end(outcome: str) -> None:
        """Note what came of it."""
        cache.set(KEY, outcome, _LONGEST)

    @staticmethod
    def outcome() -> str:
        """Return "loading", "done", or the sentence of what failed; "" for none."""
        return str(cache.get(KEY) or "")


def renew(*, real_now: dt.datetime) -> None:
    """Load the demonstration anew and tell the page; where there is none, refuse."""
    if not settings.ROLLBOOK_DEMO:
        raise RuntimeError("There is no demonstration here.")
    try:
        load(scale="full", real_now=real_now, fresh=True, quiet=True)
    except Exception as error:
        Renewing.end(f"{type(error).__name__}: {error}")
        raise
    Renewing.end(DONE)


def _restart() -> bool:
    if cache.get(KEY) == LOADING:
        return False
    cache.set(KEY, LOADING, _LONGEST)
    return True

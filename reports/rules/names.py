"""The order in which people expect names that hold numbers."""

import re

_PARTS = re.compile(r"(\d+)")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts 7C before 10D, and R (Reception) before both."""
    parts = [part for part in _PARTS.split(name) if part]
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts
    )

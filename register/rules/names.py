"""The order in which people count classes."""

import re

_PARTS = re.compile(r"\d+|\D+")


def as_counted(name: str) -> list[tuple[bool, int, str]]:
    """Return what puts 7A before 10A, and R (Reception) before both."""
    return [
        (True, int(part), "") if part.isdigit() else (False, 0, part)
        for part in _PARTS.findall(name)
    ]

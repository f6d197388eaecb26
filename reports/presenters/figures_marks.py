"""How a mark and a band are drawn; words and kinds come from one table each."""

from register.codes import AttendanceCode
from register.codes.shown import UNMARKED_KIND, shown_as

# Bands name a colour of the setting; a level has a colour, a shape and a ground.
_LEVELS = {
    "green": "good",
    "blue": "good",
    "yellow": "watch",
    "amber": "watch",
    "orange": "concern",
    "pink": "concern",
    "red": "serious",
}


def mark_kind(code: AttendanceCode | None) -> str:
    """Return the kind by which a mark is drawn; no mark is a kind of its own."""
    return UNMARKED_KIND if code is None else shown_as(code)


def band_level(colour: str) -> str:
    """Return the level by which a band of this colour is drawn."""
    return _LEVELS.get(colour, "none")

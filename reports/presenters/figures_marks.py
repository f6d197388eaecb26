"""How a band is drawn."""

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


def band_level(colour: str) -> str:
    """Return the level by which a band of this colour is drawn."""
    return _LEVELS.get(colour, "none")

"""Names, streets and numbers that belong to nobody.

Telephone numbers are of the ranges that Ofcom keeps for drama, postcodes of an area that
does not exist, e-mail addresses of the domains kept for examples (RFC 2606).
"""

from __future__ import annotations

from pathlib import Path
from random import Random

_POOL = Path(__file__).parent / "pool"
GIRLS = tuple((_POOL / "girls.txt").read_text().split())
BOYS = tuple((_POOL / "boys.txt").read_text().split())
LAST = tuple((_POOL / "last.txt").read_text().split())
STREETS = (
    "Pennyroyal Lane",
    "Saltbox Row",
    "Tanner's Yard",
    "Lanternfield Road",
    "Orchard Rise",
    "Quarry Steps",
    "Meadowsweet Close",
    "Cooper's Green",
    "Ferry Wharf",
    "Windlass Street",
    "Bellfounder Avenue",
    "Heron Court",
    "Marl Pit Lane",
    "Old Ropewalk",
    "Damson Way",
    "Millrace Terrace",
    "Foxglove Drive",
    "Copperbeech Road",
)
LANGUAGES = (
    *("Polish", "Urdu", "Punjabi", "Arabic", "Romanian", "Portuguese", "Bengali"),
    *("Somali", "Turkish", "Gujarati", "Ukrainian", "Yoruba", "Tamil", "Spanish"),
)
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def mobile(rng: Random) -> str:
    """Return a mobile number kept for drama."""
    return f"+447700900{rng.randrange(1000):03d}"


def landline(rng: Random) -> str:
    """Return a landline number kept for drama."""
    return f"+44{rng.choice(('113', '114', '115', '116', '117', '118'))}4960{rng.randrange(1000):03d}"


def postcode(rng: Random) -> str:
    """Return a postcode of an area that does not exist."""
    inward = rng.choice(_LETTERS) + rng.choice(_LETTERS)
    return f"ZZ{rng.randint(1, 9)} {rng.randint(1, 9)}{inward}"


def email(first: str, last: str, rng: Random) -> str:
    """Return an address at a domain kept for examples."""
    domain = rng.choice(("example.com", "example.org", "example.net"))
    return f"{first}.{last}{rng.randint(1, 99)}@{domain}".lower().replace("'", "")

"""The code of a supply teacher: easy to read out and to type, too long to guess."""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letter that looks like a digit, no digit that looks like a letter."""

_BLOCK, _BLOCKS = 4, 3


def new_code() -> str:
    """Return a fresh code, as it is printed: three blocks of four letters (59 bits)."""
    blocks = (
        "".join(secrets.choice(LETTERS) for _ in range(_BLOCK)) for _ in range(_BLOCKS)
    )
    return "-".join(blocks)


def letters_of(typed: str) -> str:
    """Return a code as it is compared: capitals and digits, nothing between them."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def digest_of(typed: str) -> str:
    """Return what is stored of a code; the code itself is kept nowhere."""
    return hashlib.sha256(letters_of(typed).encode()).hexdigest()


def block_of(typed: str) -> str:
    """Return the first block, by which wrong codes are counted."""
    return letters_of(typed)[:_BLOCK]

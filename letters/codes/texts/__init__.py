"""Our own texts: what a letter says where neither school nor trust has written one.

A file is a letter's key; its first line is the subject. They are stored as the nation's
first versions by a migration: a changed text is a new version, not a changed file.
"""

from __future__ import annotations

from pathlib import Path

MAIL = """Dear {{ salutation }},

A letter about {{ pupil_name }} is attached.

{{ signatory_name }}, {{ signatory_position }}
{{ school_name }}
"""


def subject_and_text(key: str) -> tuple[str, str]:
    """Return the subject line and the text of a letter."""
    words = (Path(__file__).parent / f"{key}.txt").read_text(encoding="utf-8")
    subject, _, text = words.partition("\n")
    return subject, text.lstrip("\n")

"""What a school's own wording of a message must and must not say."""

from __future__ import annotations

import re

from followup.codes.wordings import MARKS

LONGEST_TEXT = 400
_MARK = re.compile(r"\{([^{}]*)\}")


def refusal_of_wording(text: str, subject: str, *, channel: str) -> str | None:
    """Say why a wording cannot be used, or None where it can.

    A text names its school, because parents know no number of a machine; and it says
    how to answer.
    """
    unknown = [mark for mark in _MARK.findall(text + subject) if mark not in MARKS]
    known = ", ".join("{" + mark + "}" for mark in MARKS)
    if unknown:
        return f"{{{unknown[0]}}} is not a mark that is filled in. These are: {known}."
    if "{school}" not in text:
        return "Say which school writes: put {school} into the text."
    if channel == "text" and len(text) > LONGEST_TEXT:
        return (
            f"A text message has at most {LONGEST_TEXT} letters; this has {len(text)}."
        )
    if channel == "email" and not subject.strip():
        return "An e-mail needs a subject."
    return None

"""Notes what was changed in a pupil's record; the notes only grow."""

import datetime as dt
from collections.abc import Sequence

from schools.models import Membership, Pupil, PupilChange

LONGEST = 400


def note_change(
    *,
    pupil: Pupil,
    kind: PupilChange.Kind,
    words: str,
    by: Membership,
    now: dt.datetime,
    is_sensitive: bool = False,
) -> PupilChange:
    """Keep who changed what, and when."""
    return PupilChange.objects.create(
        school_id=pupil.school_id,
        pupil=pupil,
        kind=kind,
        words=words if len(words) <= LONGEST else words[: LONGEST - 1] + "…",
        is_sensitive=is_sensitive,
        changed_at=now,
        changed_by=by,
    )


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

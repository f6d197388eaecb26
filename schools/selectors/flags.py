"""Flags of pupils, as far as the one who asks may see them."""

import datetime as dt
from collections.abc import Iterable

from schools.codes.flags import FLAGS, FlagKind, SeenBy
from schools.models import Flag, Pupil


def kinds_seen(levels: Iterable[SeenBy]) -> dict[str, FlagKind]:
    """Return the kinds of flag that these levels may see, by key."""
    seen = frozenset(levels)
    return {kind.key: kind for kind in FLAGS if kind.seen_by in seen}


def flags_of(pupil: Pupil, levels: Iterable[SeenBy], on: dt.date) -> list[Flag]:
    """Return the flags that hold on a day or begin later, in the order of the table."""
    order = {key: index for index, key in enumerate(kinds_seen(levels))}
    rows = (
        Flag.objects.filter(pupil=pupil, kind__in=order)
        .exclude(ends_on__lte=on)
        .select_related("owner")
    )
    return sorted(rows, key=lambda row: (order[row.kind], row.starts_on))


def former_flags_of(pupil: Pupil, levels: Iterable[SeenBy], on: dt.date) -> list[Flag]:
    """Return the flags that have ended, the latest first."""
    return list(
        Flag.objects.filter(
            pupil=pupil, kind__in=list(kinds_seen(levels)), ends_on__lte=on
        )
        .select_related("owner")
        .order_by("-ends_on")
    )


def flags_by_pupil(
    pupil_ids: Iterable[int], levels: Iterable[SeenBy], on: dt.date
) -> dict[int, list[Flag]]:
    """Return the flags of many pupils on a day, for a list."""
    order = {key: index for index, key in enumerate(kinds_seen(levels))}
    rows = Flag.objects.on(on).filter(pupil__in=list(pupil_ids), kind__in=order)
    found: dict[int, list[Flag]] = {}
    for row in sorted(rows, key=lambda row: order[row.kind]):
        found.setdefault(row.pupil_id, []).append(row)
    return found

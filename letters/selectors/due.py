"""Letters that are due: what the apps above say, less what has been asked for.

`LETTER_SOURCES` names functions of a school and a day; `LETTER_FACTS` functions that know
facts of one pupil for a letter. This app knows none of them.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from letters.codes.kind import Kind
from letters.models import BatchItem
from letters.rules.due import Due, without_written
from schools.models import Body, Pupil

Source = Callable[[Body, dt.date], Iterable[Due]]
FactSource = Callable[[Pupil, str, dt.date], Mapping[str, object]]


def due_letters(school: Body, today: dt.date) -> list[Due]:
    """Return who is due for which letter and why; a person decides."""
    found = [
        row
        for source in _named(tuple(settings.LETTER_SOURCES))
        for row in source(school, today)
    ]
    asked = BatchItem.objects.filter(
        school=school, pupil__in={row.pupil for row in found}, failure=""
    )
    written = frozenset(asked.values_list("batch__kind", "pupil_id", "cause"))
    return without_written(found, written)


def known_facts(pupil: Pupil, kind: Kind, today: dt.date) -> dict[str, object]:
    """Return what the apps above know for a letter about a pupil."""
    known: dict[str, object] = {}
    for source in _named(tuple(settings.LETTER_FACTS)):
        known |= source(pupil, kind.key, today)
    return {name: value for name, value in known.items() if name in kind.asked}


@cache
def _named(names: tuple[str, ...]) -> tuple[Callable[..., Any], ...]:
    return tuple(import_string(name) for name in names)

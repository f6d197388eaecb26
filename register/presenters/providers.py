"""Who is expected at each provider on a day, as the list prints it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from register.models import Provider
from register.presenters.entries import Chip, chip_of, when_said
from register.rules.confirmations import Whereabouts
from register.selectors.confirmations import AtProvider, Expected
from schools.models import Body

_COLOURS = {
    Whereabouts.THERE: "green",
    Whereabouts.NOT_THERE: "red",
    Whereabouts.WAITING: "grey",
    Whereabouts.UNACCOUNTED: "orange",
}
_NOT_ATTENDING = frozenset({"B", "K", "W", "P", "D", "V"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """One pupil's session at a provider."""

    key: str
    name: str
    href: str
    group: str
    session: str
    code: Chip
    tag: str
    colour: str
    said: str
    is_there: bool | None
    words: str
    mark: Chip | None
    amend: str


@dataclass(frozen=True, slots=True)
class ProviderPart:
    """A provider with its pupils of the day."""

    provider: Provider
    lines: tuple[ExpectedLine, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class ElsewherePage:
    """A day of all providers."""

    parts: tuple[ProviderPart, ...]
    unaccounted: tuple[ExpectedLine, ...]


def elsewhere_page(
    school: Body, places: Sequence[AtProvider], day: dt.date
) -> ElsewherePage:
    """Draw a day: each provider's list, and who is unaccounted for."""
    parts = tuple(_part(school, place, day) for place in places)
    lines = [line for part in parts for line in part.lines]
    open_ = {Whereabouts.NOT_THERE.value, Whereabouts.UNACCOUNTED.value}
    return ElsewherePage(parts, tuple(row for row in lines if row.tag in open_))


def _part(school: Body, place: AtProvider, day: dt.date) -> ProviderPart:
    lines = tuple(_line(school, row, day) for row in place.expected)
    waiting = sum(line.is_there is None for line in lines)
    return ProviderPart(place.provider, lines, waiting)


def _line(school: Body, row: Expected, day: dt.date) -> ExpectedLine:
    pupil = row.arrangement.enrolment.pupil
    here = {"school": school.slug, "pupil": pupil.pk}
    mark = row.mark if row.mark and row.mark.code else None
    return ExpectedLine(
        key=f"{row.arrangement.pk}-{row.slot.number}",
        name=pupil.sort_name,
        href=reverse("pupil", kwargs=here),
        group=row.group_name,
        session=row.slot.session.words,
        code=chip_of(row.arrangement.code, day),
        tag=row.where.value,
        colour=_COLOURS[row.where],
        said=f"{row.said.said_by}, {when_said(row.said.confirmed_at, day)}"
        if row.said
        else "",
        is_there=row.said.is_present if row.said else None,
        words=row.said.words if row.said else "",
        mark=chip_of(mark.code, day) if mark else None,
        amend=_amend(school, row),
    )


def _amend(school: Body, row: Expected) -> str:
    """Return where the mark is amended of a pupil who was not where the mark says."""
    if row.where is not Whereabouts.NOT_THERE or row.said is None:
        return ""
    if row.mark is None or row.mark.code not in _NOT_ATTENDING:
        return ""
    place = row.arrangement.provider
    where = {
        "school": school.slug,
        "enrolment": row.arrangement.enrolment_id,
        "day": row.slot.day.isoformat(),
        "session": row.slot.session.name.lower(),
    }
    reason = f"{place.name if place else 'Provider'} ({row.said.said_by}): not there"
    told = urlencode({"code": "N", "reason": reason})
    return f"{reverse('amend', kwargs=where)}?{told}"

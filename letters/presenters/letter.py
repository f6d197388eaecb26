"""One letter: what it says, to whom, and what happened to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import count, long_day
from letters.codes.field import Shape
from letters.codes.fields import BY_NAME
from letters.codes.kinds import BY_KEY
from letters.models import Letter, LetterEvent
from letters.states import EVENT_WORDS, WORDS, Event, Status
from schools.models import Body


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that happened, as proof prints it."""

    words: str
    happened_on: dt.date
    detail: str
    noted_at: dt.datetime
    by: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """Everything that the page of a letter prints."""

    title: str
    pupil: str
    pupil_href: str
    class_name: str
    addressee: str
    address: tuple[str, ...]
    way: str
    status: str
    colour: str
    reason: str
    language: str
    text_of: str
    made_at: dt.datetime
    made_by: tuple[str, str]
    pages: str
    digest: str
    letter: str
    pdf: str
    proof: str
    batch: str
    correct: str
    supersedes: str
    superseded_by: str
    facts: tuple[tuple[str, str], ...]
    events: tuple[EventLine, ...]
    is_open: bool
    may_mail: bool


def present(
    letter: Letter, events: Sequence[LetterEvent], status: Status, school: Body
) -> LetterPage:
    """Make the page of a letter."""
    at = {"school": school.slug, "letter": letter.pk}
    words, colour = WORDS[status]
    later = getattr(letter, "superseded_by", None)
    file = getattr(letter, "file", None)
    version = letter.version
    ended = status in {Status.SUPERSEDED, Status.WITHDRAWN}
    return LetterPage(
        title=BY_KEY[letter.kind].title,
        pupil=letter.pupil.name,
        pupil_href=reverse(
            "pupil", kwargs={"school": school.slug, "pupil": letter.pupil_id}
        ),
        class_name=letter.class_name,
        addressee=letter.addressee,
        address=tuple(letter.address),
        way=Letter.Channel(letter.channel).label,
        status=words,
        colour=colour,
        reason=letter.reason,
        language=letter.language,
        text_of=f"{version.template.body.name}, version {version.number}",
        made_at=letter.made_at,
        made_by=(letter.made_by.name, letter.made_by.position),
        pages=count(file.pages, "page") if file else "",
        digest=file.digest if file else "",
        letter=reverse("letter", kwargs=at),
        pdf=reverse("letter-pdf", kwargs=at) if file else "",
        proof=reverse("letter-proof", kwargs=at),
        batch=reverse(
            "letter-batch",
            kwargs={"school": school.slug, "batch": letter.item.batch_id},
        ),
        correct="" if later else reverse("letter-correct", kwargs=at),
        supersedes=_href(letter.supersedes, school),
        superseded_by=_href(later, school),
        facts=facts_shown(letter),
        events=tuple(map(event_line, events)),
        is_open=not ended and file is not None,
        may_mail=status in {Status.WAITING, Status.FAILED},
    )


def event_line(row: LetterEvent) -> EventLine:
    """Print one event."""
    return EventLine(
        words=EVENT_WORDS[Event(row.kind)],
        happened_on=row.happened_on,
        detail=row.words,
        noted_at=row.noted_at,
        by=(row.noted_by.name, row.noted_by.position),
    )


def facts_shown(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return the facts that were asked for, with their labels."""
    asked = BY_KEY[letter.kind].asked
    return tuple(
        (BY_NAME[name].label, _shown(name, letter.facts[name]))
        for name in asked
        if name in letter.facts
    )


def _shown(name: str, value: object) -> str:
    field = BY_NAME[name]
    if field.shape is Shape.ROWS and isinstance(value, list | tuple):
        return "\n".join(", ".join(map(_readable, row.values())) for row in value)
    if field.shape is Shape.DAY:
        return _readable(str(value))
    return field.choices.get(str(value), str(value))


def _readable(words: str) -> str:
    """Print a stored day as staff write it, and anything else as it is."""
    try:
        return long_day(dt.date.fromisoformat(words))
    except ValueError:
        return words


def _href(letter: Letter | None, school: Body) -> str:
    if letter is None:
        return ""
    return reverse("letter", kwargs={"school": school.slug, "letter": letter.pk})

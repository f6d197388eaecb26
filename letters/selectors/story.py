"""What letters tell of a pupil: made, sent, corrected, with who and when."""

from collections.abc import Iterator
from typing import Any

from core.chronology import Entry, Link
from letters.codes.kinds import BY_KEY
from letters.models import Letter, LetterEvent
from letters.states import EVENT_WORDS, Event
from schools.states import Act

APP = "letters"


def letters_story(pupil_id: int) -> Iterator[Entry]:
    """Tell each letter about a pupil, and what happened to it."""
    for letter in Letter.objects.filter(pupil=pupil_id).select_related("made_by"):
        again = ", corrected" if letter.edition else ""
        yield _entry(
            letter,
            at=letter.made_at,
            words=f"{BY_KEY[letter.kind].title}: made for {letter.addressee}{again}",
            detail=letter.reason,
            by=(letter.made_by.name, letter.made_by.position),
        )
    rows = LetterEvent.objects.filter(letter__pupil=pupil_id)
    for row in rows.select_related("letter", "noted_by"):
        words = EVENT_WORDS[Event(row.kind)]
        yield _entry(
            row.letter,
            at=row.happened_on,
            words=f"{BY_KEY[row.letter.kind].title}: {words.lower()}",
            detail=row.words,
            by=(row.noted_by.name, row.noted_by.position),
        )


def _entry(letter: Letter, **more: Any) -> Entry:
    link = Link(name="letter", arguments={"letter": letter.pk})
    return Entry(
        app=APP, kind="letter", link=link, needs=Act.SEND_LETTERS.value, **more
    )

"""What all letters of one kind, school and day share, read once for a whole batch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from core.clock import local
from letters.codes.kind import Kind
from letters.codes.kinds import BY_KEY
from letters.models import LetterHead
from letters.selectors.heads import Head, head_of
from letters.selectors.templates import Used, text_for, texts_of
from letters.services.paper import Press
from schools.models import Body


@dataclass
class Desk:
    """A kind of letter at a school on a day: its texts, its head, and a press."""

    school: Body
    kind: Kind
    on: dt.date
    crests: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def at(cls, school: Body, kind: str, now: dt.datetime) -> Desk:
        """Return the desk of a kind's key at a moment."""
        return cls(school, BY_KEY[kind], local(now).date())

    def text_for(self, language: str) -> Used:
        """Return the text in a home's language where there is one. Raises `NoText`."""
        return text_for(self._texts, self.kind, language)

    @cached_property
    def head(self) -> Head:
        """Return what letters are headed and signed with."""
        return head_of(self.school, self.on)

    @cached_property
    def press(self) -> Press:
        """Return the press, which keeps crests and style from sheet to sheet."""
        return Press(read_crest=self._crest)

    @cached_property
    def _texts(self) -> dict[str, Used]:
        return texts_of(self.school, self.kind.key, self.on)

    def _crest(self, number: str) -> bytes:
        if number not in self.crests:
            row = LetterHead.objects.get(pk=int(number))
            with row.crest.open() as file:
                self.crests[number] = file.read()
        return self.crests[number]

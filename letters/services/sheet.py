"""A letter as its sheet of paper prints it: only values, in the language of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from letters.codes.kinds import BY_KEY
from letters.codes.languages import code_of, direction_of
from letters.models import Letter, LetterHead, TemplateVersion
from letters.rules.addressees import is_large_print, lines_of
from letters.rules.language import Node, fill, parse
from letters.rules.markup import to_html, to_plain
from letters.services.saying import Said, said_in
from schools.models import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the template of the paper prints."""

    layout: str
    lang: str
    direction: str
    title: str
    school: str
    strapline: str
    crest: str
    from_lines: tuple[str, ...]
    address: tuple[str, ...]
    day: str
    about: str
    subject: str
    body: str
    signatory: str
    position: str
    made_on: str
    is_large: bool
    counts_pages: bool = False

    def with_page_numbers(self) -> Sheet:
        """Return the sheet with page x of y in its foot."""
        return replace(self, counts_pages=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text with the facts that it is filled with."""

    version: TemplateVersion
    language: str
    facts: dict[str, object]

    @property
    def code(self) -> str:
        """Return the code of the language, as a document names it."""
        return code_of(self.language)

    def subject(self) -> str:
        """Return the subject line."""
        return " ".join(_plain(self.version.subject, self._said()).split())

    def mail(self) -> str:
        """Return the text of the message that the letter is attached to."""
        return _plain(self.version.mail, self._said())

    def html(self) -> str:
        """Return the text of the letter as HTML."""
        return to_html(*fill(parsed(self.version.text), self._said()))

    def _said(self) -> Said:
        return said_in(self.language, self.facts)


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Node, ...]:
    """Read a text once for all the letters that are made of it."""
    return parse(text)


def written(letter: Letter) -> Written:
    """Return the text and the facts of a stored letter."""
    return Written(version=letter.version, language=letter.language, facts=letter.facts)


def sheet_of(letter: Letter, school: Body) -> Sheet:
    """Return the sheet of a letter. Raises `MissingFact` for a fact that is not there."""
    text = written(letter)
    return _sheet(letter, text, letter.head, school)


def _sheet(
    letter: Letter, text: Written, head: LetterHead | None, school: Body
) -> Sheet:
    facts = letter.facts
    subject = text.subject()
    day = said_in(letter.language, {"letter_date": facts["letter_date"]})
    about = ", ".join(filter(None, (str(facts["pupil_name"]), letter.class_name)))
    return Sheet(
        layout=BY_KEY[letter.kind].layout,
        lang=code_of(letter.language),
        direction=direction_of(letter.language),
        title=f"{subject} – {school.name}",
        school=school.name,
        strapline=head.strapline if head else "",
        crest=f"crest:{head.pk}" if head and head.crest else "",
        from_lines=_from_lines(school, facts),
        address=tuple(letter.address),
        day=str(day["letter_date"]),
        about=about,
        subject=subject,
        body=text.html(),
        signatory=str(facts["signatory_name"]),
        position=str(facts["signatory_position"]),
        made_on=letter.made_at.isoformat(),
        is_large=is_large_print(letter.needs_format),
    )


def _from_lines(school: Body, facts: dict[str, object]) -> tuple[str, ...]:
    replies = (facts.get("reply_telephone"), facts.get("reply_email"))
    return (*lines_of(school.address, ""), *(str(line) for line in replies if line))


def _plain(text: str, said: Said) -> str:
    return to_plain(*fill(parsed(text), said))

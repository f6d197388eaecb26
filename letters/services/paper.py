"""Renders sheets as PDF, and merges them for the printer. Asks nothing of the network."""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
from django.conf import settings
from django.template.loader import get_template
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from letters.services.sheet import Sheet

STYLE = settings.BASE_DIR / "templates" / "print" / "letters" / "letter.css"
ReadCrest = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A rendered file."""

    content: bytes
    pages: int

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()


class NothingOutside(ValueError):
    """A sheet asked for something that is neither its style nor its crest."""


class Crests(URLFetcher):  # type: ignore[misc]
    """Gives a sheet its crest and nothing else: no network, no file of the machine."""

    def __init__(self, read_crest: ReadCrest) -> None:
        super().__init__(allowed_protocols=["crest"])
        self.read_crest = read_crest

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a crest by its number."""
        if not url.startswith("crest:"):
            raise NothingOutside(url)
        content = self.read_crest(url.removeprefix("crest:"))
        return URLFetcherResponse(url, content, {"Content-Type": "image/png"})


@dataclass(slots=True)
class Press:
    """Renders one sheet after another with what they share read once: style and crests."""

    read_crest: ReadCrest
    images: dict[str, Any] = field(default_factory=dict)
    fetcher: Crests = field(init=False)

    def __post_init__(self) -> None:
        self.fetcher = Crests(self.read_crest)

    def pdf_of(self, sheet: Sheet) -> Pdf:
        """Return a sheet as a tagged PDF; numbered where it has more than one page."""
        if sheet.crest:
            # What cannot be read must fail here: while rendering it is only left out.
            self.read_crest(sheet.crest.removeprefix("crest:"))
        document = self._render(sheet)
        if len(document.pages) > 1:
            document = self._render(sheet.with_page_numbers())
        return Pdf(document.write_pdf(pdf_tags=True), len(document.pages))

    def _render(self, sheet: Sheet) -> Any:
        style, fonts, counters = _shared()
        page = HTML(string=html_of(sheet), url_fetcher=self.fetcher)
        return page.render(
            font_config=fonts,
            counter_style=counters,
            stylesheets=[style],
            cache=self.images,
            pdf_tags=True,
        )


@contextmanager
def collecting_afterwards() -> Iterator[None]:
    """Leave the collector of garbage alone until some letters are done.

    A page is a tree that refers to itself; looking for such trees again and again while
    more of them are built takes an eighth of a worker's time. Ten letters need 10 MB.
    """
    _settle()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


@cache
def _settle() -> None:
    """Let the collector pass over what this process has loaded to stay, from now on."""
    gc.collect()
    gc.freeze()


def html_of(sheet: Sheet) -> str:
    """Return the document that is rendered."""
    return get_template("print/letters/sheet.jinja").render({"sheet": sheet})


@cache
def _shared() -> tuple[CSS, FontConfiguration, CounterStyle]:
    fonts, counters = FontConfiguration(), CounterStyle()
    style = CSS(
        string=STYLE.read_text(encoding="utf-8"),
        font_config=fonts,
        counter_style=counters,
    )
    return style, fonts, counters


def merged(files: Iterable[bytes]) -> bytes:
    """Return one file for the printer, each letter beginning on a sheet of its own.

    A letter with an odd number of pages is followed by a blank one, so that a printer
    that prints on both sides never puts two families on one sheet. The tags of the single
    letters are lost: this file is for paper only.
    """
    with pikepdf.new() as whole:
        for pages in _opened(files):
            whole.pages.extend(pages)
            if len(pages) % 2:
                box = whole.pages[-1].mediabox
                whole.add_blank_page(
                    page_size=(
                        float(box[2]) - float(box[0]),
                        float(box[3]) - float(box[1]),
                    )
                )
        made = io.BytesIO()
        whole.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _opened(files: Iterable[bytes]) -> Iterator[Any]:
    for content in files:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for page in pdf.pages:
                # The structure tree of a single letter means nothing in another file.
                if "/StructParents" in page:
                    del page.StructParents
            yield pdf.pages

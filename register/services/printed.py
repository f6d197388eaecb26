"""Renders a printed register as tagged PDF. Asks nothing of the network."""

from functools import cache

from django.conf import settings
from django.template.loader import get_template
from weasyprint import CSS, HTML

STYLE = settings.BASE_DIR / "templates" / "print" / "register" / "register.css"


class NothingOutside(ValueError):
    """A document asked for something that is not in it."""


def pdf_of(document: object) -> bytes:
    """Return the document as PDF, with tags, its title and its language."""
    page = get_template("print/register/register.jinja").render({"page": document})
    html = HTML(string=page, url_fetcher=_refuse)
    content: bytes = html.write_pdf(stylesheets=[_style()], pdf_tags=True)
    return content


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    raise NothingOutside(url)


@cache
def _style() -> CSS:
    return CSS(string=STYLE.read_text(encoding="utf-8"))

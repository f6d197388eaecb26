"""Walks the product as somebody does: from their home along its links, by URL name."""

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from schools.states import BodyKind

# One example of each address, as some walks are long.
EXAMPLES = 1
_KINDS = {kind.value for kind in BodyKind}
_OUTSIDE = ("/static/", "/api/", "/dev/", "/demo/", "/account/logout", "/offline")


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is sent by POST: where to, and what it sends when nobody filled it in."""

    action: str
    untouched: tuple[tuple[str, str], ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that somebody reached, from where, and what came back."""

    name: str
    email: str
    address: str
    source: str
    status: int
    is_page: bool
    text: str
    forms: tuple[Form, ...] = ()


class Links(HTMLParser):
    """What a page leads to: links, pictures, fragments, forms, and every id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.forms: list[Form] = []
        self.ids: set[str] = set()
        self.errors: list[str] = []
        self._form: Form | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag leads to."""
        found = {key: value or "" for key, value in attrs}
        if "id" in found:
            self.ids.add(found["id"])
        if tag == "a":
            self._link(found.get("href", ""))
        if tag == "img" or "hx-get" in found:
            self.addresses.append(found.get("hx-get") or found.get("src", ""))
        if tag == "form":
            self._open(found)
        elif tag in {"input", "select", "textarea", "button"} and self._form:
            self._put(found)

    def handle_endtag(self, tag: str) -> None:
        """Close a form."""
        if tag == "form" and self._form:
            self.forms.append(self._form)
            self._form = None

    def _link(self, href: str) -> None:
        if href.startswith("#"):
            self.errors.append(href.removeprefix("#"))
        elif href:
            self.addresses.append(href)

    def _open(self, found: dict[str, str]) -> None:
        action = found.get("action", "")
        if found.get("method", "get").lower() == "post":
            self._form = Form(action, (), asks=False)
        elif action:
            self.addresses.append(action)

    def _put(self, found: dict[str, str]) -> None:
        name, kind = found.get("name", ""), found.get("type", "")
        if self._form is None or not name or kind in {"submit", "button"}:
            return
        is_hidden = kind == "hidden"
        sent = (
            ()
            if kind in {"radio", "checkbox", "file"}
            else ((name, found.get("value", "") if is_hidden else ""),)
        )
        self._form = Form(
            self._form.action,
            self._form.untouched + sent,
            asks=self._form.asks or not is_hidden,
        )


def names_under_a_body(
    patterns: Iterable[URLPattern | URLResolver] | None = None, *, inside: bool = False
) -> Iterator[str]:
    """Yield the name of every address that stands under a body."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = inside or bool(_KINDS & set(getattr(pattern.pattern, "converters", {})))
        if isinstance(pattern, URLResolver):
            if not pattern.namespace:
                yield from names_under_a_body(pattern.url_patterns, inside=here)
        elif pattern.name and here and not pattern.name.startswith("api-"):
            yield pattern.name


def name_of(address: str) -> str:
    """Return the name of an address, nothing where it is none of the product's pages."""
    path = urlsplit(address).path
    if path.startswith(_OUTSIDE):
        return ""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return f"no such address: {path}"


@dataclass
class Walk:
    """One person's way through the product; a few examples of each address."""

    client: Client
    email: str
    visits: list[Visit] = field(default_factory=list)

    def walk(self, start: str = "/") -> list[Visit]:
        """Follow every link from a page, the nearest first."""
        waiting = deque([(start, "")])
        seen: set[str] = set()
        counts: dict[str, int] = {}
        while waiting:
            address, source = waiting.popleft()
            name = name_of(address)
            if not name or address in seen or counts.get(name, 0) >= EXAMPLES:
                continue
            seen.add(address)
            counts[name] = counts.get(name, 0) + 1
            waiting += self._visit(name, address, source)
        return self.visits

    def _visit(self, name: str, address: str, source: str) -> list[tuple[str, str]]:
        answer = self.client.get(address)
        if answer.status_code in {301, 302}:
            return [(urljoin(address, answer["Location"]), source)]
        is_html = answer.get("Content-Type", "").startswith("text/html")
        text = answer.content.decode() if is_html else ""
        answer.close()
        found = Links(text)
        self.visits.append(
            Visit(
                name=name,
                email=self.email,
                address=address,
                source=source,
                status=answer.status_code,
                is_page="<h1" in text,
                text=html.unescape(re.sub(r"<[^>]*>", "", text)),
                forms=tuple(found.forms),
            )
        )
        inside = (link for link in found.addresses if _is_ours(link))
        return [(_whole(address, link), address) for link in inside]


def _is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def _whole(address: str, link: str) -> str:
    return urljoin(address, link).partition("#")[0]

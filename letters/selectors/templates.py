"""Which text a school uses for a letter on a day, and what texts there are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from letters.codes.kind import Kind
from letters.codes.kinds import KINDS
from letters.codes.languages import ENGLISH
from letters.models import LetterTemplate, TemplateVersion
from schools.models import Affiliation, Body
from schools.states import BodyKind


class NoText(LookupError):
    """Nobody around the school has a text for a letter."""


@dataclass(frozen=True, slots=True)
class Used:
    """The text that is used, in which language, and whose it is."""

    version: TemplateVersion
    language: str
    owner: Body


def bodies_around(body: Body, on: dt.date) -> list[Body]:
    """Return a body and those whose texts it uses where it has none, nearest first."""
    parents: list[Body] = []
    if body.kind == BodyKind.SCHOOL:
        rows = Affiliation.objects.on(on).filter(school=body, kind=BodyKind.TRUST)
        parents = [row.parent for row in rows.select_related("parent")]
    outer = [] if body.kind == BodyKind.NATION else [_nation()]
    return [body, *parents, *outer]


def texts_of(body: Body, kind: str, on: dt.date) -> dict[str, Used]:
    """Return, by language, the texts that a body uses for a letter on a day."""
    around = bodies_around(body, on)
    used: dict[str, Used] = {}
    for owner in reversed(around):
        for template in LetterTemplate.objects.filter(body=owner, kind=kind):
            version = version_on(template, on)
            if version and version.text:
                used[template.language] = Used(version, template.language, owner)
    return used


def text_for(used: dict[str, Used], kind: Kind, language: str) -> Used:
    """Return the text in a home's language, or in English. Raises `NoText`."""
    found = used.get(language) or used.get(ENGLISH)
    if found is None:
        raise NoText(f"Nobody has written a text for “{kind.title}”.")
    return found


def version_on(template: LetterTemplate, on: dt.date) -> TemplateVersion | None:
    """Return the version that holds on a day."""
    return (
        TemplateVersion.objects.filter(template=template, starts_on__lte=on)
        .select_related("made_by")
        .first()
    )


def versions_of(body: Body, kind: str, language: str) -> list[TemplateVersion]:
    """Return a body's own versions of a text, the latest first."""
    return list(
        TemplateVersion.objects.filter(
            template__body=body, template__kind=kind, template__language=language
        ).select_related("made_by")
    )


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A letter with the texts that a body uses for it, and whether they are its own."""

    kind: Kind
    texts: tuple[Used, ...]


def lines_of(body: Body, on: dt.date) -> list[TemplateLine]:
    """Return every letter with its texts, read with one query for all of them."""
    around = bodies_around(body, on)
    rows = (
        TemplateVersion.objects.filter(template__body__in=around, starts_on__lte=on)
        .select_related("template", "made_by")
        .order_by("template_id", "-starts_on", "-number")
        .distinct("template_id")
    )
    versions = list(rows)
    return [
        TemplateLine(kind, tuple(_nearest(kind, versions, around))) for kind in KINDS
    ]


def _nearest(
    kind: Kind, versions: Sequence[TemplateVersion], around: Sequence[Body]
) -> list[Used]:
    nearest: dict[str, Used] = {}
    by_body = {body.pk: (place, body) for place, body in enumerate(around)}
    mine = [row for row in versions if row.template.kind == kind.key and row.text]
    for row in sorted(mine, key=lambda row: -by_body[row.template.body_id][0]):
        _, owner = by_body[row.template.body_id]
        nearest[row.template.language] = Used(row, row.template.language, owner)
    return [nearest[name] for name in sorted(nearest, key=lambda n: (n != ENGLISH, n))]


def _nation() -> Body:
    return Body.objects.get(kind=BodyKind.NATION)

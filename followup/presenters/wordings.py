"""The wordings of messages that hold for a school, and how one of them reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from core.words import moment
from followup.models import Message, MessageTemplate, TemplateVersion
from followup.rules.messages import LINK, filled
from schools.models import Body

EXAMPLE = {
    "first_name": "Ada",
    "day": "Fri 20 Nov",
    "telephone": "0113 496 0000",
}


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording, whose it is, and how it reads."""

    kind: str
    channel: str
    whose: str
    reads: str
    href: str


def wording_rows(
    school: Body, wordings: Mapping[tuple[str, str], TemplateVersion]
) -> list[WordingRow]:
    """Draw each wording with made-up facts."""
    return [
        WordingRow(
            kind=Message.Kind(kind).label,
            channel=MessageTemplate.Channel(channel).label,
            whose=whose(version),
            reads=example(school, version.text),
            href=reverse(
                "absence-wording",
                kwargs={"school": school.slug, "kind": kind, "channel": channel},
            ),
        )
        for (kind, channel), version in sorted(wordings.items())
    ]


def whose(version: TemplateVersion) -> str:
    """Say whose wording it is and who wrote it when."""
    if version.written_by is None:
        return "Ships with Rollbook"
    by = version.written_by
    return f"{version.template.body.name}: {by.name}, {moment(version.written_at)}"


def example(school: Body, text: str) -> str:
    """Fill a wording with made-up facts."""
    facts = {**EXAMPLE, "school": school.name}
    return filled(text, facts).replace(LINK, "https://…")

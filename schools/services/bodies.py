"""Makes bodies, and says which school belongs to whom."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from schools.models import Affiliation, Body
from schools.states import BodyKind


@transaction.atomic
def add_body(*, kind: BodyKind, name: str, **facts: str | int | None) -> Body:
    """Make a body; its address is its name, with a number where that is taken."""
    base = slugify(name)[:40] or kind.value
    slug, number = base, 2
    while Body.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    urn = facts.get("urn")
    if urn and Body.objects.filter(urn=urn).exists():
        raise ValidationError({"urn": "A school with this URN exists already."})
    return Body.objects.create(kind=kind, name=name, slug=slug, **facts)


@transaction.atomic
def affiliate(*, school: Body, parent: Body, starts_on: dt.date) -> Affiliation:
    """Let a school belong to an authority or a trust from a day on."""
    same = Affiliation.objects.filter(school=school, kind=parent.kind)
    if same.filter(starts_on__gte=starts_on).exists():
        raise ValidationError(
            {"starts_on": "It belongs to another from that day or later already."}
        )
    same.filter(ends_on__isnull=True).update(ends_on=starts_on)
    return Affiliation.objects.create(
        school=school, parent=parent, kind=parent.kind, starts_on=starts_on
    )

"""Which wording of a message holds for a school: the nearest body's, the latest."""

import datetime as dt

from followup.models import TemplateVersion
from schools.models import Affiliation, Body
from schools.rules.policy import NEAREST_FIRST
from schools.states import BodyKind


def wordings_of(school: Body, kind: str, day: dt.date) -> dict[str, TemplateVersion]:
    """Return the wording of a kind of message by channel."""
    near = {school.pk: NEAREST_FIRST.index(BodyKind.SCHOOL)}
    for row in Affiliation.objects.on(day).filter(school=school):
        near[row.parent_id] = NEAREST_FIRST.index(BodyKind(row.kind))
    nation = Body.objects.get(kind=BodyKind.NATION)
    near[nation.pk] = NEAREST_FIRST.index(BodyKind.NATION)
    rows = TemplateVersion.objects.filter(
        template__kind=kind, template__body__in=near
    ).select_related("template__body", "written_by")
    # The furthest first, so that the nearest and latest is what stays.
    ordered = sorted(rows, key=lambda row: (-near[row.template.body_id], row.number))
    return {row.template.channel: row for row in ordered}

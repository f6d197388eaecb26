"""What a school has chosen, or others for it."""

import datetime as dt

from core.periods import Period
from schools.models import Affiliation, Body, Setting
from schools.rules import policy
from schools.rules.policy import Answer, Policy
from schools.selectors.kept import kept_while_unchanged
from schools.states import BodyKind

_ALWAYS = Period(dt.date.min)


@kept_while_unchanged
def policy_on(school: Body, day: dt.date) -> Policy:
    """Return the school's policy of a day; the nearest body's answer wins.

    Raises `MissingAnswer` where nobody has answered a question: code has no default.
    """
    return policy.policy_on(day, answers_around(school))


@kept_while_unchanged
def answers_around(school: Body) -> tuple[Answer, ...]:
    """Return every answer that has ever held for a school, and when it did.

    A trust's or an authority's answer holds while the school belongs to it.
    """
    belongs = {school.pk: [_ALWAYS]}
    for row in Affiliation.objects.filter(school=school):
        belongs.setdefault(row.parent_id, []).append(row.period)
    nation = Body.objects.get(kind=BodyKind.NATION)
    belongs[nation.pk] = [_ALWAYS]
    rows = Setting.objects.filter(body__in=belongs).select_related("body")
    return tuple(
        Answer(body=BodyKind(row.body.kind), key=row.key, value=row.value, period=both)
        for row in rows
        for period in belongs[row.body_id]
        if (both := row.period.intersect(period))
    )

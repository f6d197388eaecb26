"""What a school has chosen, or others for it."""

import datetime as dt

from django.db.models import Q

from schools.models import Body, Setting
from schools.rules import policy
from schools.rules.policy import Policy
from schools.selectors.kept import kept_while_unchanged
from schools.states import BodyKind


@kept_while_unchanged
def policy_on(school: Body, day: dt.date) -> Policy:
    """Return the school's policy of a day; the nearest body's answer wins.

    Raises `MissingAnswer` where nobody has answered a question: code has no default.
    """
    around = (
        Q(body=school)
        | Q(body__kind=BodyKind.NATION)
        | (
            Q(body__affiliated__school=school, body__affiliated__starts_on__lte=day)
            & (
                Q(body__affiliated__ends_on__isnull=True)
                | Q(body__affiliated__ends_on__gt=day)
            )
        )
    )
    rows = Setting.objects.on(day).filter(around).select_related("body").distinct()
    return policy.policy_on(
        day,
        [
            policy.Answer(
                body=BodyKind(row.body.kind),
                key=row.key,
                value=row.value,
                period=row.period,
            )
            for row in rows
        ],
    )

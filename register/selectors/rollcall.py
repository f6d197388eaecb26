"""Roll calls: who was expected, what marshals have said, and who is still unknown."""

import datetime as dt
from dataclasses import dataclass

from register.models import RollCall, RollCallTick
from schools.models import Body


@dataclass(frozen=True, slots=True)
class Word:
    """The last that marshals said of somebody."""

    is_safe: bool
    by: str
    at: dt.datetime


def running(school: Body) -> RollCall | None:
    """Return the roll call that runs at a school, if one does."""
    return (
        RollCall.objects.filter(school=school, ended_at__isnull=True)
        .select_related("started_by", "school")
        .first()
    )


def roll_calls_of(school: Body) -> list[RollCall]:
    """Return the roll calls of a school, the latest first."""
    return list(
        RollCall.objects.filter(school=school).select_related("started_by", "ended_by")[
            :50
        ]
    )


def roll_call_of(school: Body, number: int) -> RollCall | None:
    """Return a roll call of a school."""
    return (
        RollCall.objects.filter(school=school, pk=number)
        .select_related("started_by", "ended_by", "school")
        .first()
    )


def words_on(call: RollCall) -> dict[str, Word]:
    """Return the last word on each person: the moment of the tick decides."""
    rows = (
        RollCallTick.objects.filter(roll_call=call)
        .order_by("ticked_at", "pk")
        .values_list("who", "is_safe", "received_by__name", "ticked_at")
    )
    return {who: Word(is_safe, by, at) for who, is_safe, by, at in rows}

"""When a group's register is open on a day, and until when it is open again."""

import datetime as dt
from collections.abc import Iterable

from register.models import Reopening
from register.rules.windows import RegisterWindow
from schools.models import Body
from schools.rules.sessions import Slot
from schools.selectors.calendar import times_for


class NoSessionTimes(LookupError):
    """The school has not said when this session is; the page says where to."""


def window_of(school: Body, group_id: int | None, slot: Slot) -> RegisterWindow:
    """Return the window of a group's register, or raise `NoSessionTimes`."""
    times = times_for(school, group_id, slot.session, slot.day)
    if times is None:
        raise NoSessionTimes(
            f"No times are entered for the {slot.session.words} of {slot.day}."
        )
    return RegisterWindow(opens=times.opens, closes=times.closes, ends=times.ends)


def reopenings_of(school: Body, slots: Iterable[Slot]) -> list[Reopening]:
    """Return how the registers of some sessions were opened again, in order."""
    return list(
        Reopening.objects.filter(
            school=school, slot__in=[slot.number for slot in slots]
        )
        .select_related("reopened_by")
        .order_by("reopened_at", "pk")
    )


def open_again(
    reopenings: Iterable[Reopening], group_id: int | None, moment: dt.datetime
) -> Reopening | None:
    """Return by which reopening a group's register is open at a moment, if by any.

    Of several the one that lasts longest. What is L and what is U is still told by the
    register's own times: opening it again makes nobody less late.
    """
    holding = [
        row
        for row in reopenings
        if row.group_id == group_id and row.reopened_at <= moment < row.until
    ]
    return max(holding, key=lambda row: row.until, default=None)

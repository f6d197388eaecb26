"""What arrangements tell of a pupil: made, looked at again, ended."""

import datetime as dt
from collections.abc import Iterator

from core.chronology import Entry, Link
from core.words import day
from register.models import Arrangement, Confirmation
from schools.rules.sessions import Slot
from schools.rules.weeks import say_week
from schools.states import Act

APP = "register"


def arrangement_story(pupil_id: int) -> Iterator[Entry]:
    """Tell what was arranged, every look at it, its end, and who was not there."""
    rows = Arrangement.objects.filter(enrolment__pupil=pupil_id).select_related(
        "made_by", "ended_by", "provider"
    )
    for row in rows:
        yield _made(row)
        yield from _looks(row)
        if row.ended_at and row.ended_by:
            yield Entry(
                at=row.ended_at,
                app=APP,
                kind="decision",
                words=f"{row.get_kind_display()} ended",
                detail=row.ended_reason,
                by=(row.ended_by.name, row.ended_by.position),
                link=_link(row),
            )
    yield from _not_there(pupil_id)


def _made(row: Arrangement) -> Entry:
    parts = [
        row.provider.name if row.provider else "",
        say_week(row.sessions) if row.sessions is not None else "",
        f"agreed with {row.agreed_with}" if row.agreed_with else "",
    ]
    return Entry(
        at=row.made_at,
        app=APP,
        kind="decision",
        words=f"{row.get_kind_display()}: {row.code}, {_span(row)}",
        detail="; ".join(filter(None, parts)),
        by=(row.made_by.name, row.made_by.position),
        link=_link(row),
    )


def _looks(row: Arrangement) -> Iterator[Entry]:
    for look in row.details.get("reviews", []):
        name, _, position = str(look["by"]).partition(", ")
        yield Entry(
            at=dt.date.fromisoformat(look["on"]),
            app=APP,
            kind="note",
            words=f"{row.get_kind_display()} looked at again",
            detail=look["words"],
            by=(name, position),
            link=_link(row),
        )


def _not_there(pupil_id: int) -> Iterator[Entry]:
    rows = Confirmation.objects.filter(
        arrangement__enrolment__pupil=pupil_id, is_present=False
    ).select_related("arrangement__provider", "confirmed_by")
    for row in rows:
        place = row.arrangement.provider
        slot = Slot.from_number(row.slot)
        yield Entry(
            at=row.confirmed_at,
            app=APP,
            kind="message",
            words=f"Not at {place.name if place else 'the provider'}, {slot.words}",
            detail=f"{row.said_by}: {row.words}" if row.words else row.said_by,
            by=(row.confirmed_by.name, row.confirmed_by.position),
        )


def _span(row: Arrangement) -> str:
    if row.ends_on is None:
        return f"from {day(row.starts_on)}"
    last = row.ends_on - dt.timedelta(days=1)
    if last <= row.starts_on:
        return day(row.starts_on)
    return f"{day(row.starts_on)} to {day(last)}"


def _link(row: Arrangement) -> Link:
    return Link(
        name="arrangement",
        arguments={"arrangement": row.pk},
        needs=Act.AMEND_MARKS,
    )

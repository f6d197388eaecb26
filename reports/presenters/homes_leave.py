"""Panels about leave and arrangements: what waits, what is due, who is unaccounted for."""

from __future__ import annotations

from django.urls import reverse

from core.words import count, day
from register.models import LeaveRequest
from register.permissions import may_decide_leave
from register.rules.leave import notice_of
from register.selectors.arrangements import provisions_owed, reviews_due
from register.selectors.confirmations import unaccounted_on
from register.selectors.leave import Stage, requests_of
from reports.presenters.homes import Cell, Panel
from reports.selectors.homes import Today


def leave_waiting(today: Today) -> Panel:
    """Return the requests for leave that nobody has decided, by first day."""
    may = may_decide_leave(today.scope, on=today.on)
    rows = requests_of(today.school, Stage.WAITING)
    return Panel(
        key="leave",
        title="Leave to decide",
        noun="request",
        columns=("Pupils", "Days", "Notice"),
        rows=tuple(_request(today, row) for row in rows),
        why="Leave is granted before the first day or not at all (reg 11)."
        if may
        else "The head decides; the family is told with reasons.",
        empty="No request for leave waits.",
        more_words="Leave and arrangements",
        more_href=reverse("leave", kwargs={"school": today.school.slug}),
    )


def arrangements_due(today: Today) -> Panel:
    """Return arrangements to look at again, and education owed to the suspended."""
    reviews = [
        (
            _pupil(today, row.enrolment.pupil.sort_name, row.pk),
            Cell(row.get_kind_display()),
            Cell(f"look again by {day(row.review_on)}" if row.review_on else ""),
        )
        for row in reviews_due(today.school, today.on)
    ]
    owed = [
        (
            _pupil(
                today, row.arrangement.enrolment.pupil.sort_name, row.arrangement.pk
            ),
            Cell(row.arrangement.get_kind_display()),
            Cell(f"education from {day(row.due_on)}"),
        )
        for row in provisions_owed(today.school, today.on)
        if row.provided is None
    ]
    return Panel(
        key="arranged",
        title="Arrangements due",
        noun="arrangement",
        columns=("Pupil", "What", "Due"),
        rows=(*owed, *reviews),
        why="Part-time timetables and provision are looked at again; the suspended are"
        " taught from the sixth school day.",
        empty="Nothing is due for a look within a week.",
        more_words="All arrangements",
        more_href=reverse("arrangements", kwargs={"school": today.school.slug}),
    )


def elsewhere_unaccounted(today: Today) -> Panel:
    """Return the pupils taught elsewhere of whom no word has come, or who are not there."""
    href = reverse("elsewhere", kwargs={"school": today.school.slug})
    rows = unaccounted_on(today.school, today.on, now=today.now)
    return Panel(
        key="elsewhere",
        title="Taught elsewhere, no word",
        columns=("Pupil", "Where", "Session"),
        noun="session",
        rows=tuple(
            (
                Cell(row.arrangement.enrolment.pupil.sort_name, href, "link"),
                Cell(row.arrangement.provider.name if row.arrangement.provider else ""),
                Cell(row.slot.session.words, detail=row.where.value),
            )
            for row in rows
        ),
        why="A provider says each day who is there; without a word the pupil is nobody's.",
        empty="Every pupil who is taught elsewhere is accounted for.",
        more_words="Taught elsewhere today",
        more_href=href,
    )


def _request(today: Today, row: LeaveRequest) -> tuple[Cell, ...]:
    href = reverse(
        "leave-request", kwargs={"school": today.school.slug, "leave": row.pk}
    )
    names = ", ".join(place.enrolment.pupil.name for place in row.pupils.all())
    wanted = today.policy.leave_notice_days
    notice = notice_of(row.asked_on, row.first_day, wanted=wanted)
    last = "" if row.last_day == row.first_day else f" to {day(row.last_day)}"
    return (
        Cell(names, href, "link"),
        Cell(f"{day(row.first_day)}{last}"),
        Cell(count(notice.days, "day"), "", "tag", "orange")
        if notice.is_late
        else Cell(count(notice.days, "day")),
    )


def _pupil(today: Today, name: str, number: int) -> Cell:
    here = {"school": today.school.slug, "arrangement": number}
    return Cell(name, reverse("arrangement", kwargs=here), "link")

"""Panels about today's registers: a teacher's own, and those that are missing."""

from collections import Counter

from django.urls import reverse

from core.words import clock_time
from register.rules.windows import RegisterStatus
from register.selectors.board import BoardLine
from reports.presenters.homes import Cell, Panel, number, register_href
from reports.rules.whereabouts import Whereabouts
from reports.selectors.homes import Today
from reports.selectors.now import groups_taken_by
from schools.rules.sessions import say_day
from schools.states import Act

_COLOURS = {
    RegisterStatus.NOT_YET: "grey",
    RegisterStatus.OPEN: "blue",
    RegisterStatus.TAKEN: "green",
    RegisterStatus.TAKEN_LATE: "yellow",
    RegisterStatus.NOT_TAKEN: "red",
}


def status_words(register: BoardLine) -> str:
    """Say how a register stands as staff would: taken 08:51, closes in 12 min."""
    standing, window = register.standing, register.window
    if standing is None or window is None:
        return "no times entered"
    if register.taken is not None:
        return f"{standing.status.value} {clock_time(register.taken.taken_at)}"
    if standing.status is RegisterStatus.OPEN:
        return f"open, closes in {standing.minutes_to_close} min"
    if standing.status is RegisterStatus.NOT_YET:
        return f"opens {window.opens:%H:%M}"
    return f"not taken, closed {window.closes:%H:%M}"


def status_of(register: BoardLine) -> RegisterStatus:
    """Return how a register stands; without times it has not opened."""
    return register.standing.status if register.standing else RegisterStatus.NOT_YET


def status_cell(register: BoardLine) -> Cell:
    """Return the status as a tag."""
    colour = _COLOURS[status_of(register)]
    return Cell(status_words(register), kind="tag", detail=colour)


def link_of(today: Today, register: BoardLine) -> str:
    """Return where a register is taken, or read by those who take none."""
    session = register.slot.session.name.lower()
    day = register.slot.day.isoformat()
    if today.scope.acts & {Act.TAKE_ANY_REGISTER, Act.TAKE_OWN_REGISTERS}:
        return register_href(today.school.slug, register.group_id, day, session)
    return reverse(
        "ledger",
        kwargs={
            "school": today.school.slug,
            "group": register.group_id,
            "day": day,
            "session": session,
        },
    )


def my_registers(today: Today) -> Panel:
    """Return today's registers of the person's own groups."""
    mine = set(groups_taken_by(today.scope, today.on))
    registers = [r for r in today.registers if r.group_id in mine]
    return Panel(
        key="my-registers",
        title="My registers today",
        noun="register",
        columns=("Class", "Session", "Stands", ("Marked", "number"), ("Act", "hidden")),
        rows=tuple(_my_row(today, r) for r in registers),
        why="The classes whose register you take.",
        empty=_nothing(today, bool(mine)),
    )


def _my_row(today: Today, register: BoardLine) -> tuple[Cell, ...]:
    href = link_of(today, register)
    status = status_of(register)
    is_due = status in {RegisterStatus.OPEN, RegisterStatus.NOT_TAKEN}
    act = f"{'Take' if is_due else 'Open'} {register.group_name} {register.slot.session.name}"
    return (
        Cell(register.group_name),
        Cell(register.slot.session.name),
        status_cell(register),
        number(f"{register.marked} of {register.pupils}"),
        Cell(act, href, "button" if is_due else "link"),
    )


def _nothing(today: Today, has_groups: bool) -> str:  # noqa: FBT001 - a fact
    if not has_groups:
        return "No class is yours to register. The office can give you one."
    return no_school(today)


def no_school(today: Today) -> str:
    """Say that the school is closed, and when it opens."""
    if today.next_day is None:
        return "No school today, and the calendar has no later day."
    return f"No school today. Next: {say_day(today.next_day)}."


def my_class_now(today: Today) -> list[tuple[str, str, str, str]]:
    """Return how many of the person's own pupils are where, by the latest register."""
    mine = set(groups_taken_by(today.scope, today.on))
    counted = Counter(
        today.whereabouts[pk]
        for pk, pupil in today.roll.items()
        if pupil.group_id in mine and today.slots
    )
    return [
        (
            str(counted[where]),
            where.value,
            "",
            "serious" if where is Whereabouts.UNACCOUNTED else "",
        )
        for where in Whereabouts
        if counted[where]
    ]


def registers_missing(today: Today) -> Panel:
    """Return the registers that closed without being handed in."""
    return Panel(
        key="missing",
        title="Registers missing",
        noun="register",
        columns=("Class", "Session", "Stands", ("Marked", "number"), ("Act", "hidden")),
        rows=tuple(
            (
                Cell(register.group_name),
                Cell(register.slot.session.name),
                status_cell(register),
                number(f"{register.marked} of {register.pupils}"),
                Cell(f"Open {register.group_name}", link_of(today, register), "link"),
            )
            for register in today.missing
        ),
        why="Closed, and nobody has handed them in.",
        empty=all_in(today),
        more_words="Every register of today",
        more_href=today_board(today),
    )


def today_board(today: Today) -> str:
    """Return the address of the board."""
    return reverse("board", kwargs={"school": today.school.slug})


def all_in(today: Today) -> str:
    """Say that no register is missing, and when the last of them came in."""
    if not today.slots:
        return no_school(today)
    now_open = [r for r in today.registers if r.is_open and r.standing]
    if now_open:
        first = min(r.standing.minutes_to_close for r in now_open if r.standing)
        current = [r for r in today.registers if r.slot == today.slot]
        done = sum(r.taken is not None for r in current)
        return (
            f"None is missing yet: {done} of {len(current)} are in, the next closes in"
            f" {first} min."
        )
    if not any(r.standing and r.standing.is_closed for r in today.registers):
        return "No register has closed yet."
    taken = [r.taken.taken_at for r in today.registers if r.taken]
    last = f" {clock_time(max(taken))}." if taken else ""
    return f"Every register is in.{last}"

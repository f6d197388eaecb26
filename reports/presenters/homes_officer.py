"""Panels of an attendance officer: N codes, falls, thresholds, amendments."""

from fractions import Fraction

from core.periods import Period
from core.words import clock_time
from followup.selectors.n_codes import n_codes
from register.rules.counting import percentage
from reports.presenters.homes import Cell, Panel, number, pupil_cell
from reports.presenters.homes_working import pupil_working
from reports.rules.falling import CLOSE_SESSIONS
from reports.rules.spans import custom, span_of
from reports.selectors.falling import close_to_threshold, falls, spans_of_falling
from reports.selectors.homes import Today
from reports.selectors.homes_lists import amendments_of_day
from schools.rules.sessions import say_day

_LARGEST_FALLS = 40
_LEAST_FALL = 10
MINUS = "\N{MINUS SIGN}"


def _pupil(today: Today, enrolment_id: int) -> Cell:
    pupil = today.roll[enrolment_id]
    return pupil_cell(today.school.slug, pupil.pupil_id, pupil.sort_name, pupil.group)


def n_panel(today: Today) -> Panel:
    """Return every pupil with an N, what is overdue first."""
    rows = [
        row for row in n_codes(today.school, today.on) if row.enrolment_id in today.roll
    ]
    return Panel(
        key="n-codes",
        title="N codes by days left",
        columns=("Pupil", ("N", "number"), "First", "Becomes O after", "Left"),
        rows=tuple(
            (
                _pupil(today, row.enrolment_id),
                number(len(row.slots)),
                Cell(row.slots[0].words, kind="day"),
                Cell(say_day(row.deadline), kind="day"),
                Cell(row.words, kind="tag", detail=_colour(row.days_left)),
            )
            for row in rows
        ),
        why="An N is replaced within five school days; unexplained, it becomes O.",
        empty="No N is left: every absence has its reason.",
        wide=True,
    )


def _colour(days_left: int) -> str:
    if days_left < 0:
        return "red"
    return "orange" if days_left == 0 else "yellow" if days_left <= 2 else "grey"  # noqa: PLR2004


def falling_panel(today: Today) -> Panel:
    """Return the pupils whose attendance fell most in the last five school days."""
    rows = [
        row
        for row in falls(today.school, today.on)
        if row.enrolment_id in today.roll and row.points >= _LEAST_FALL
    ][:_LARGEST_FALLS]
    spans = spans_of_falling(today.school, today.on)
    recent = f" from {say_day(spans[0].starts_on)}" if spans else ""
    return Panel(
        key="falling",
        title="Falling",
        columns=(
            "Pupil",
            ("20 days before", "number"),
            ("Last 5", "number"),
            ("Fall", "number"),
        ),
        rows=tuple(
            (
                _pupil(today, row.enrolment_id),
                _share(
                    today,
                    row.enrolment_id,
                    (row.attended_before, row.possible_before),
                    spans[1] if spans else None,
                ),
                _share(
                    today,
                    row.enrolment_id,
                    (row.attended, row.possible),
                    spans[0] if spans else None,
                ),
                Cell(f"{MINUS}{_points(row.points)}", kind="number"),
            )
            for row in rows
        ),
        why=f"Attendance of the last 5 school days{recent} against the 20 before; "
        f"{_LEAST_FALL} points or more.",
        empty="Nobody's attendance fell by 10 points.",
    )


def _share(
    today: Today, enrolment_id: int, parts: tuple[int, int], period: Period | None
) -> Cell:
    """Return a pupil's attendance of some days, which opens to its working."""
    text = f"{percentage(*parts)}%"
    if period is None or period.last_day is None:
        return Cell(text, kind="number")
    span = custom(period.starts_on, period.last_day)
    href = pupil_working(today, today.roll[enrolment_id].pupil_id, span, "attendance")
    return Cell(text, href, "figure")


def _points(points: Fraction) -> str:
    return f"{percentage(points.numerator, points.denominator * 100)}"


def threshold_panel(today: Today) -> Panel:
    """Return who became persistently absent, and who is about to."""
    year = span_of("year", today.calendar, today.on)
    rows = [
        (row, steps)
        for row, steps in close_to_threshold(
            today.school, today.on, within=CLOSE_SESSIONS
        )
        if row.enrolment_id in today.roll
    ]
    return Panel(
        key="threshold",
        title="At the 10% threshold",
        columns=("Pupil", ("Missed", "number"), ("Of", "number"), "Stands"),
        rows=tuple(
            (
                _pupil(today, row.enrolment_id),
                Cell(
                    str(row.missed),
                    pupil_working(
                        today, today.roll[row.enrolment_id].pupil_id, year, "absence"
                    ),
                    "figure",
                    of=f"missed by {today.roll[row.enrolment_id].name}",
                ),
                number(row.possible),
                Cell(
                    "newly persistently absent" if steps == 0 else f"{steps} to go",
                    kind="tag",
                    detail="red" if steps == 0 else "yellow",
                ),
            )
            for row, steps in rows
        ),
        why="Crossed 10% in the last 5 school days, or would by missing "
        f"{CLOSE_SESSIONS} sessions more.",
        empty="Nobody stands close to persistent absence.",
    )


def amendments_panel(today: Today) -> Panel:
    """Return today's amendments, the latest first."""
    rows = [
        row
        for row in amendments_of_day(today.school, today.on)
        if row.enrolment_id in today.roll
    ]
    return Panel(
        key="amendments",
        title="Amendments today",
        noun="amendment",
        columns=("Pupil", "Session", "Was → is", "Reason", "By"),
        rows=tuple(
            (
                _pupil(today, row.enrolment_id),
                Cell(row.slot.words, kind="day"),
                Cell(f"{row.was or 'no mark'} → {row.now or 'no mark'}"),
                Cell(row.reason),
                Cell(row.by, detail=f"{row.position}, {clock_time(row.at)}"),
            )
            for row in rows
        ),
        why="Both entries are kept, with the reason and who made the change.",
        empty="No mark was changed today.",
        wide=True,
    )

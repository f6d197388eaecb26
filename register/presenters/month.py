"""A month as a table: pupils down, sessions across, each session's standing code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from register.codes import AttendanceCode, codes_on
from register.codes.kinds import kind_of
from register.rules.month import Cell
from register.selectors.month import Column, Marks, Standing, Stay
from schools.models import Body
from schools.rules.sessions import SESSIONS_A_DAY, Session

CLOSED = "#"
_NOBODY = Standing(None, 0)


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day above its sessions."""

    weekday: str
    number: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """One session of one pupil: `value` is what choosing it sends, `href` its history."""

    code: str
    kind: str
    words: str
    value: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A pupil's month; cells that nobody asked for are none."""

    name: str
    href: str
    month_href: str
    cells: tuple[CellShown | None, ...]
    attended: int
    possible: int
    percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGrid:
    """The table."""

    days: tuple[DayHead, ...]
    rows: tuple[MonthRow, ...]
    sessions: int
    key: tuple[tuple[str, str, str], ...]

    @property
    def marks(self) -> int:
        """Count the cells that have a mark."""
        return sum(bool(c and c.code) for row in self.rows for c in row.cells)


def present_month(
    school: Body,
    columns: Sequence[Column],
    stays: Sequence[Stay],
    marks: Marks,
    *,
    today: dt.date,
    may_change: bool,
) -> MonthGrid:
    """Draw the month; sessions that have not come are empty and cannot be chosen."""
    drawing = _Drawing(school, columns, marks, today, may_change)
    days = columns[::SESSIONS_A_DAY]
    return MonthGrid(
        days=tuple(
            DayHead(
                f"{column.slot.day:%a}"[:2],
                column.slot.day.day,
                f"{column.slot.day:%A} {column.slot.day.day} {column.slot.day:%B}",
                column.why,
            )
            for column in days
        ),
        rows=tuple(drawing.row(stay) for stay in stays),
        sessions=sum(column.is_registered for column in columns),
        key=drawing.key(),
    )


class _Drawing:
    """What every cell of one month shares, read once."""

    def __init__(
        self,
        school: Body,
        columns: Sequence[Column],
        marks: Marks,
        today: dt.date,
        may_change: bool,  # noqa: FBT001 - a plain fact of the drawing
    ) -> None:
        self.school, self.columns, self.marks = school, columns, marks
        self.today, self.may_change = today, may_change
        self.codes: list[Mapping[str, AttendanceCode]] = [
            codes_on(column.slot.day) for column in columns
        ]
        self.used: dict[str, AttendanceCode] = {}
        self._history = reverse(
            "mark-history",
            kwargs={
                "school": school.slug,
                "enrolment": 0,
                "day": "DAY",
                "session": "SESSION",
            },
        )

    def row(self, stay: Stay) -> MonthRow:
        """Draw one pupil."""
        pupil = stay.enrolment.pupil
        attended = possible = 0
        cells = []
        for column, table in zip(self.columns, self.codes, strict=True):
            cells.append(self._cell(stay, column, table))
            mark = self.marks.get((stay.enrolment.pk, column.slot.number))
            code = table.get(mark.code or "") if mark else None
            if code and column.is_registered and stay.is_asked(column.slot.day):
                attended += code.counts_as_present
                possible += code.counts_as_possible
        whose = {"school": self.school.slug, "pupil": pupil.pk}
        return MonthRow(
            name=pupil.sort_name,
            href=reverse("pupil", kwargs=whose),
            month_href=reverse(
                "pupil-month",
                kwargs={**whose, "month": f"{self.columns[0].slot.day:%Y-%m}"},
            )
            if self.columns
            else "",
            cells=tuple(cells),
            attended=attended,
            possible=possible,
            percent=f"{100 * attended / possible:.0f}%" if possible else "–",
        )

    def key(self) -> tuple[tuple[str, str, str], ...]:
        """Return the codes that the month shows, in the order of the law's table."""
        order = {
            code: at for at, code in enumerate(self.codes[-1] if self.codes else {})
        }
        rows = sorted(self.used.values(), key=lambda row: order.get(row.code, 99))
        return tuple((row.code, kind_of(row), row.title) for row in rows)

    def _cell(
        self, stay: Stay, column: Column, table: Mapping[str, AttendanceCode]
    ) -> CellShown | None:
        slot = column.slot
        if not column.is_registered:
            return CellShown(CLOSED, "closed", f"{slot.words}: {column.why}")
        if not stay.is_asked(slot.day):
            return None
        if slot.day > self.today:
            return CellShown("", "ahead", slot.words)
        mark = self.marks.get((stay.enrolment.pk, slot.number), _NOBODY)
        code = table.get(mark.code or "")
        if code is not None:
            self.used.setdefault(code.code, code)
        cell = Cell(slot.number, stay.enrolment.pk, mark.version)
        return CellShown(
            mark.code or "",
            kind_of(code),
            f"{slot.words}: {code.title if code else 'no mark'}",
            value=cell.text if self.may_change else "",
            href=self._href(stay.enrolment.pk, slot.day, slot.session),
        )

    def _href(self, enrolment: int, day: dt.date, session: Session) -> str:
        # Resolved once: a class's month has 1,380 of them.
        return (
            self._history.replace("/0/", f"/{enrolment}/")
            .replace("DAY", day.isoformat())
            .replace("SESSION", session.name.lower())
        )

"""Batches of N codes and standing instructions, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import count, moment
from followup.models import StandingInstruction, Sweep, SweepLine
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from schools.models import Body
from schools.rules.sessions import Slot, say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepPage:
    """One batch, and who entered it."""

    title: str
    confirmed: str
    lines: Section
    seen: str
    ready: int


def sweeps_section(school: Body, rows: Sequence[Sweep], *, title: str) -> Section:
    """Draw batches, each with what became of its lines."""
    return Section(
        title=title,
        columns=("Batch", "N codes", "Stands", "Confirmed by"),
        rows=tuple(_sweep(school, row) for row in rows),
        empty="No batch of N codes was made.",
        why="A batch is made at the end of each school day, and at the school's weekly"
        " hour where it has one.",
    )


def _sweep(school: Body, row: Sweep) -> tuple[Cell, ...]:
    lines = list(row.lines.all())
    entered = sum(line.entered_at is not None for line in lines)
    out = sum(line.left_out_at is not None for line in lines)
    stands = (
        Cell(f"{entered} now O", detail=f"{out} left out" if out else "")
        if row.confirmed_at
        else Cell("waits", colour="orange")
    )
    href = reverse("absence-sweep", kwargs={"school": school.slug, "sweep": row.pk})
    return (
        Cell(f"{row.get_kind_display()}, {say_day(row.due_on)}", href),
        Cell(str(len(lines))),
        stands,
        Cell(_confirmed(row)),
    )


def sweep_page(
    school: Body,
    sweep: Sweep,
    lines: Sequence[SweepLine],
    against: Mapping[int, str],
    family: set[int],
) -> SweepPage:
    """Draw one batch: every N, what is left of it, and what stands against O."""
    waiting = [row for row in lines if not row.entered_at and not row.left_out_at]
    ready = [
        row
        for row in waiting
        if row.pk not in against and row.enrolment.pupil_id not in family
    ]
    section = Section(
        title="N codes",
        columns=("Pupil", "Session", "Last day", "Becomes"),
        rows=tuple(_line(school, row, against, family) for row in lines),
        empty="This batch is empty.",
    )
    return SweepPage(
        title=f"{sweep.get_kind_display()}, {say_day(sweep.due_on)}",
        confirmed=_confirmed(sweep),
        lines=section,
        seen=",".join(str(row.pk) for row in waiting),
        ready=len(ready),
    )


def _line(
    school: Body, row: SweepLine, against: Mapping[int, str], family: set[int]
) -> tuple[Cell, ...]:
    pupil = row.enrolment.pupil
    return (
        Cell(
            pupil.sort_name,
            reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        ),
        Cell(Slot.from_number(row.slot).words),
        Cell(say_day(row.deadline_on)),
        _fate(row, against, family),
    )


def _fate(row: SweepLine, against: Mapping[int, str], family: set[int]) -> Cell:
    if row.entered_at and row.entered_by:
        who = f"{row.entered_by.name}, {row.entered_by.position}"
        return Cell("O", detail=f"{who}, {moment(row.entered_at)}")
    if row.left_out_at:
        return Cell("left out", detail=row.left_out_why)
    if row.enrolment.pupil_id in family:
        return Cell("stays N", detail="Family of yours: a colleague confirms it.")
    if row.pk in against:
        return Cell("left out", detail=against[row.pk])
    return Cell("O")


def _confirmed(row: Sweep) -> str:
    if row.confirmed_at is None or row.confirmed_by is None:
        return ""
    who = f"{row.confirmed_by.name}, {row.confirmed_by.position}"
    how = ", under a standing instruction" if row.instruction_id else ""
    return f"{who}, {moment(row.confirmed_at)}{how}"


def instructions_section(
    school: Body, rows: Sequence[StandingInstruction], *, may_instruct: bool
) -> Section:
    """Draw standing instructions, those that were taken back too."""
    add = reverse("absence-instruct", kwargs={"school": school.slug})
    return Section(
        title="Standing instructions",
        columns=("Sweep", "In the words of the head", "Given by", "Stands", ACT),
        rows=tuple(_instruction(school, row, may_instruct) for row in rows),
        empty="No standing instruction: an officer confirms each batch.",
        why="Under a standing instruction the register names the head who gave it.",
        add=("Give a standing instruction", add) if may_instruct else None,
    )


def _instruction(
    school: Body,
    row: StandingInstruction,
    may_instruct: bool,  # noqa: FBT001 - handed through
) -> tuple[Cell, ...]:
    withdraw = reverse(
        "absence-instruction-withdraw",
        kwargs={"school": school.slug, "instruction": row.pk},
    )
    act = Button(
        text="Take back", action=withdraw, of=row.get_kind_display(), fields={}
    )
    stands = (
        Cell("taken back", detail=moment(row.withdrawn_at))
        if row.withdrawn_at
        else Cell("holds", colour="green")
    )
    return (
        Cell(row.get_kind_display()),
        Cell(row.words),
        Cell(f"{row.given_by.name}, {row.given_by.position}, {moment(row.given_at)}"),
        stands,
        buttons(act) if may_instruct and not row.withdrawn_at else Cell(""),
    )


def say_entered(entered: int) -> str:
    """Say what confirming did."""
    return f"{count(entered, 'N code')} became O, in your name."

"""Panels about pupils today: who is not accounted for, what is known, who came late."""

from django.urls import reverse

from core.words import count
from register.codes import code_on
from register.rules.arrivals import counts_as_lateness
from register.selectors.desk import carried
from register.selectors.roster import pupils_without_register
from reports.presenters.homes import Cell, Panel, number, pupil_cell
from reports.presenters.homes_registers import no_school
from reports.presenters.homes_working import pupil_working
from reports.rules.spans import span_of
from reports.rules.whereabouts import Whereabouts
from reports.selectors.figures import sums_of_schools
from reports.selectors.homes import Today
from reports.selectors.homes_lists import pupils_with_few_contacts, vulnerable_flags
from reports.selectors.now import PupilNow
from schools.states import Act

_RING = "Ring home"


def _pupil(today: Today, pupil: PupilNow) -> Cell:
    return pupil_cell(today.school.slug, pupil.pupil_id, pupil.sort_name, pupil.group)


def _marks(today: Today, pupil: PupilNow) -> str:
    found = [
        f"{slot.session.name} {mark.code if mark else 'not marked'}"
        for slot in today.slots
        if today.slot and slot <= today.slot
        for mark in [today.marks.get((slot.number, pupil.enrolment_id))]
    ]
    return ", ".join(found)


def _accounted(today: Today) -> str:
    if not today.slots:
        return no_school(today)
    closed = [r for r in today.registers if r.standing and r.standing.is_closed]
    if not closed:
        return "No register has closed yet."
    return "Everyone is accounted for, as far as registers have closed."


def pupils_at(today: Today, where: Whereabouts, year_group: int | None) -> Panel:
    """Return the pupils whom the latest registers put in one place, by name."""
    pupils = [
        pupil
        for pk, pupil in today.roll.items()
        if today.whereabouts[pk] is where and year_group in {None, pupil.year_group}
    ]
    return Panel(
        key="where",
        title=where.value.capitalize(),
        columns=("Pupil", "Marks today"),
        rows=tuple((_pupil(today, p), Cell(_marks(today, p))) for p in pupils),
        why="By the latest register of each pupil; who left since is not in it.",
        empty="Nobody, by the registers so far.",
    )


def _list(today: Today) -> str:
    """Return where they are rung about, for those who may."""
    if not today.scope.may(Act.FOLLOW_UP_ABSENCE):
        return ""
    return reverse("absence-today", kwargs={"school": today.school.slug})


def unaccounted(today: Today) -> Panel:
    """Return the pupils of whom nobody knows, the longest absence first."""
    pupils = sorted(
        today.unaccounted, key=lambda p: -today.days_absent.get(p.enrolment_id, 0)
    )
    return Panel(
        key="unaccounted",
        title="Not accounted for",
        columns=("Pupil", "Marks today", ("Days in a row", "number")),
        rows=tuple(
            (
                _pupil(today, pupil),
                Cell(_marks(today, pupil), kind="day"),
                number(today.days_absent.get(pupil.enrolment_id, 0)),
            )
            for pupil in pupils
        ),
        why="Marked N, or without a mark after the register closed.",
        empty=_accounted(today),
        more_words=_RING if today.scope.may(Act.FOLLOW_UP_ABSENCE) else "",
        more_href=_list(today),
    )


def vulnerable_unaccounted(today: Today) -> Panel:
    """Return the unaccounted by what makes them vulnerable, then by days absent."""
    flags = vulnerable_flags(
        today.scope, [pupil.pupil_id for pupil in today.unaccounted], today.on
    )
    pupils = sorted(
        today.unaccounted,
        key=lambda p: (
            -len(flags.get(p.pupil_id, ())),
            -today.days_absent.get(p.enrolment_id, 0),
        ),
    )
    return Panel(
        key="vulnerable",
        title="Children not accounted for",
        noun="child",
        many="children",
        columns=("Pupil", "Flags", "Marks today", ("Days in a row", "number")),
        rows=tuple(
            (
                _pupil(today, pupil),
                Cell(", ".join(kind.label for kind in flags.get(pupil.pupil_id, ()))),
                Cell(_marks(today, pupil), kind="day"),
                number(today.days_absent.get(pupil.enrolment_id, 0)),
            )
            for pupil in pupils
        ),
        why="N or no mark after the close; most flags first, then the longest absence.",
        empty=_accounted(today),
        more_words=_RING,
        more_href=_list(today),
        wide=True,
    )


def late_today(today: Today) -> Panel:
    """Return the late marks of today, the latest arrival first."""
    return Panel(
        key="late",
        title="Late today",
        noun="late mark",
        columns=("Pupil", "Session", "Code", ("Minutes", "number")),
        rows=tuple(
            (
                _pupil(today, pupil),
                Cell("AM" if mark.slot % 2 == 0 else "PM"),
                Cell(mark.code or "", detail=code_on(mark.code or "", today.on).title),
                number("" if mark.minutes_late is None else mark.minutes_late),
            )
            for pupil, mark in today.late
        ),
        why="L came before the register closed, U after it.",
        empty="Nobody has come late today.",
    )


def late_half_term(today: Today) -> Panel:
    """Return the pupils whose late marks of this half term make a pattern.

    Not those whom the authority's transport brings: when it comes is not theirs to choose.
    """
    brought = carried([pupil.pupil_id for pupil in today.roll.values()], today.on)
    span = span_of("half-term", today.calendar, today.on)
    sums = sums_of_schools([today.school], span.period)
    limit = today.policy.persistent_lateness_marks
    rows = sorted(
        (
            (late, pupil)
            for pk, late in zip(sums.ids.tolist(), sums.late.tolist(), strict=True)
            if late >= limit
            and (pupil := today.roll.get(pk))
            and counts_as_lateness("L", is_carried=pupil.pupil_id in brought)
        ),
        key=lambda row: (-row[0], row[1].sort_name),
    )
    return Panel(
        key="late-half-term",
        title="Often late this half term",
        columns=("Pupil", ("Late marks", "number")),
        rows=tuple(
            (
                _pupil(today, pupil),
                Cell(
                    str(late),
                    pupil_working(today, pupil.pupil_id, span, "late"),
                    "figure",
                    of=f"late marks of {pupil.name}",
                ),
            )
            for late, pupil in rows
        ),
        why=f"{limit} or more late marks (L and U) since {span.words.split(' to ')[0]}.",
        empty=f"Nobody has {count(limit, 'late mark')} this half term.",
    )


def without_register(today: Today) -> Panel:
    """Return the pupils whom no register asks for."""
    rows = pupils_without_register(today.school, today.on)
    return Panel(
        key="no-register",
        title="Pupils without a register",
        columns=("Pupil", "On roll since"),
        rows=tuple(
            (
                pupil_cell(today.school.slug, row.pupil_id, row.pupil.sort_name, ""),
                Cell(f"{row.starts_on:%-d %b %Y}"),
            )
            for row in rows
        ),
        why="On the roll, in no class: nobody would notice their absence.",
        empty="Every pupil on the roll is in a class.",
    )


def few_contacts(today: Today) -> Panel:
    """Return the pupils for whom too few people can be telephoned."""
    minimum = today.policy.minimum_contacts
    rows = pupils_with_few_contacts(today.school, today.on, minimum)
    return Panel(
        key="contacts",
        title="Too few contacts",
        columns=("Pupil", ("Can be telephoned", "number")),
        rows=tuple(
            (
                pupil_cell(
                    today.school.slug,
                    pupil.pk,
                    pupil.sort_name,
                    group_of(today, pupil.pk),
                ),
                number(reachable),
            )
            for pupil, reachable in rows
        ),
        why=f"The school asks for {count(minimum, 'person', 'people')} with a number.",
        empty="Every pupil has as many contacts as the school asks for.",
    )


def group_of(today: Today, pupil_id: int) -> str:
    """Return the class of a pupil on the roll."""
    groups = (p.group or "" for p in today.roll.values() if p.pupil_id == pupil_id)
    return next(groups, "")

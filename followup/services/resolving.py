"""Closes lines that the register has answered since, and ends spells that are over.

No machine closes a line: whoever entered the mark did, and the line says so.
"""

import datetime as dt

from django.db.models import Q

from followup.models import AbsenceLine, AbsenceSpell, AttemptFor
from followup.selectors.unexplained import Standing, marks_of, slots_of
from followup.states import Ending, Need
from register.codes import AttendanceCode, codes_on
from schools.models import Body
from schools.rules.sessions import Slot, say_day


def resolve_lines(*, school: Body, day: dt.date, away: set[int]) -> int:
    """Close the open lines of children whom the register accounts for by now."""
    lines = list(
        AbsenceLine.objects.filter(
            school=school, day=day, closed_at__isnull=True
        ).exclude(enrolment_id__in=away)
    )
    if not lines:
        return 0
    doubted = set(
        AttemptFor.objects.filter(
            line__in=lines, attempt__is_reassuring=False
        ).values_list("line_id", flat=True)
    )
    slots = [slot.number for slot in slots_of(school, day)]
    marks = marks_of([line.enrolment_id for line in lines], slots)
    closed = 0
    for line in lines:
        stands = [
            (slot, marks[line.enrolment_id, slot])
            for slot in slots
            if slot >= line.slot and (line.enrolment_id, slot) in marks
        ]
        closed += _resolve(line, stands, is_doubted=line.pk in doubted)
    return closed


def _resolve(
    line: AbsenceLine, stands: list[tuple[int, Standing]], *, is_doubted: bool
) -> bool:
    """Close a line by the last mark of its day, where that mark closes it."""
    marked = [(slot, mark) for slot, mark in stands if mark.code not in (None, "N")]
    if not marked:
        return False
    slot, mark = marked[-1]
    code = codes_on(line.day)[mark.code or ""]
    ending = _ending(line, code, is_doubted=is_doubted)
    if ending is None:
        return False
    line.closed_at, line.closed_by_id = mark.at, mark.by_id
    line.ending = ending
    line.closed_words = f"{Slot.from_number(slot).words}: {code.code}, {code.title}"
    line.claimed_at = line.claimed_by = line.claimed_until = None
    line.save(
        update_fields=[
            "closed_at",
            "closed_by",
            "ending",
            "closed_words",
            "claimed_at",
            "claimed_by",
            "claimed_until",
        ]
    )
    return True


def _ending(
    line: AbsenceLine, code: AttendanceCode, *, is_doubted: bool
) -> Ending | None:
    """Return what a mark makes of a line: a child on site is found, whatever was said.

    A reason entered on the register closes no line of a vulnerable child, nor one that
    somebody doubted: there the rationale is written on the line.
    """
    if code.pupil_on_site:
        return Ending.ARRIVED
    if line.need == Need.OTHER and not is_doubted:
        return Ending.RECORDED
    return None


def end_spells(*, school: Body, day: dt.date) -> int:
    """End each running spell whose child was in school, or whose reason is settled."""
    spells = list(
        AbsenceSpell.objects.filter(
            school=school, last_on__isnull=True, starts_on__lte=day
        ).prefetch_related("lines")
    )
    slots = [slot.number for slot in slots_of(school, day)]
    marks = marks_of([spell.enrolment_id for spell in spells], slots)
    ended = 0
    for spell in spells:
        came = _came(spell, marks, slots, day)
        if came is not None:
            _end(spell, day, came)
        elif not _is_settled(spell):
            continue
        ended += 1
    return ended


def _came(
    spell: AbsenceSpell,
    marks: dict[tuple[int, int], Standing],
    slots: list[int],
    day: dt.date,
) -> Standing | None:
    """Return the mark that says that the child was on site on a day, if one does."""
    codes = codes_on(day)
    for slot in reversed(slots):
        mark = marks.get((spell.enrolment_id, slot))
        if mark and mark.code:
            return mark if codes[mark.code].pupil_on_site else None
    return None


def _end(spell: AbsenceSpell, day: dt.date, came: Standing) -> None:
    lines = [line.day for line in spell.lines.all()]
    spell.last_on = max([spell.starts_on, *(on for on in lines if on <= day)])
    if spell.concluded_at is None:
        spell.conclusion = AbsenceSpell.Conclusion.RETURNED
        spell.conclusion_words = f"In school on {say_day(day)}."
        spell.concluded_at, spell.concluded_by_id = came.at, came.by_id
    spell.save()


def _is_settled(spell: AbsenceSpell) -> bool:
    """End a spell whose last line was closed by a reason that settles it."""
    lines = sorted(spell.lines.all(), key=lambda line: (line.day, line.slot, line.turn))
    if not lines or lines[-1].closed_at is None or lines[-1].steps_go_on:
        return False
    settle_spell(spell, lines[-1])
    return True


def settle_spell(spell: AbsenceSpell, line: AbsenceLine) -> None:
    """End a spell with the line whose reason settled it."""
    ended = AbsenceSpell.objects.filter(Q(pk=spell.pk) & Q(last_on__isnull=True))
    ended.update(
        last_on=line.day,
        conclusion=AbsenceSpell.Conclusion.RETURNED
        if line.ending == Ending.ARRIVED
        else AbsenceSpell.Conclusion.EXPLAINED,
        conclusion_words=line.closed_words,
        concluded_at=line.closed_at,
        concluded_by=line.closed_by_id,
    )

"""What is known of a day's sessions, as the office lists it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from register.models import Mark
from register.presenters.entries import Chip, chip_of, when_said
from register.selectors.known import Known
from schools.models import Body
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class MarkNow:
    """How a session stands that a word is about."""

    session: str
    chip: Chip | None
    words: str
    history: str
    amend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """One word about a pupil, ready to be drawn."""

    name: str
    href: str
    group: str
    chip: Chip
    sessions: str
    words: str
    nature: str
    source: str
    entered: str
    by_name: str
    by_position: str
    marks: tuple[MarkNow, ...]
    withdraw: str
    withdrawn: str

    @property
    def is_unmarked(self) -> bool:
        """Tell whether none of the day's sessions is marked yet."""
        return not any(now.chip for now in self.marks)


def known_lines(
    school: Body, day: dt.date, known: Sequence[Known]
) -> tuple[KnownLine, ...]:
    """Draw each word with the marks of the day that it is about."""
    return tuple(_line(school, day, one) for one in known)


def sessions_said(first: Slot, last: Slot) -> str:
    """Say from when to when: Fri 20 Nov AM; Fri 20 Nov; Fri 20 Nov AM to Mon 23 Nov PM."""
    if first == last:
        return first.words
    if first.day == last.day:
        return first.words.removesuffix(f" {first.session.label}") + ", all day"
    return f"{first.words} to {last.words}"


def _line(school: Body, day: dt.date, one: Known) -> KnownLine:
    row = one.row
    gone = row.withdrawn_by and row.withdrawn_at
    return KnownLine(
        name=row.enrolment.pupil.sort_name,
        href=reverse(
            "pupil", kwargs={"school": school.slug, "pupil": row.enrolment.pupil_id}
        ),
        group=one.group_name,
        chip=chip_of(row.code, day),
        sessions=sessions_said(
            Slot.from_number(row.first_slot), Slot.from_number(row.last_slot)
        ),
        words=row.words,
        nature=row.nature,
        source=row.get_source_display(),
        entered=when_said(row.entered_at, day),
        by_name=row.entered_by.name,
        by_position=row.entered_by.position,
        marks=tuple(_mark(school, slot, mark, one) for slot, mark in one.marks),
        withdraw=""
        if gone
        else reverse(
            "suggestion-withdraw",
            kwargs={"school": school.slug, "suggestion": row.pk},
        ),
        withdrawn=f"withdrawn {when_said(row.withdrawn_at, day)} by {row.withdrawn_by}"
        if row.withdrawn_at and gone
        else "",
    )


def _mark(school: Body, slot: Slot, mark: Mark | None, one: Known) -> MarkNow:
    where = {
        "school": school.slug,
        "enrolment": one.row.enrolment_id,
        "day": slot.day.isoformat(),
        "session": slot.session.name.lower(),
    }
    if mark is None or mark.code is None:
        return MarkNow(slot.session.label, None, "not marked yet", "", "")
    history = reverse("mark-history", kwargs=where)
    chip = chip_of(mark.code, slot.day)
    if mark.code == one.row.code:
        return MarkNow(slot.session.label, chip, "as told", history, "")
    told = urlencode(
        {"code": one.row.code, "reason": one.row.words, "nature": one.row.nature}
    )
    return MarkNow(
        slot.session.label,
        chip,
        f"by {mark.by.name}, {when_said(mark.at, slot.day)}",
        history,
        f"{reverse('amend', kwargs=where)}?{told}",
    )

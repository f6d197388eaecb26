"""One mark and everything that was entered in its place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import day as say
from register.codes import codes_on
from register.presenters.entries import NO_MARK, Chip, EntryLine, chip_of, entry_lines
from register.rules.ledger import LedgerLine
from schools.models import Body, Enrolment, RegistrationGroup
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The page of one mark."""

    name: str
    href: str
    words: str
    group: str
    chip: Chip
    version: int
    entries: tuple[EntryLine, ...]
    owed: str
    address: dict[str, str | int]
    ledger: str
    amendments: str


def present_history(
    school: Body,
    enrolment: Enrolment,
    slot: Slot,
    made: Sequence[LedgerLine],
    *,
    group: RegistrationGroup | None,
    n_until: dt.date | None,
    today: dt.date,
) -> History:
    """Draw a mark with its entries; `n_until` is the last day on which N may stand."""
    last = made[-1] if made else None
    where = {
        "school": school.slug,
        "day": slot.day.isoformat(),
        "session": slot.session.name.lower(),
    }
    whose = {"school": school.slug, "pupil": enrolment.pupil_id}
    return History(
        name=enrolment.pupil.name,
        href=reverse("pupil", kwargs=whose),
        words=slot.words,
        group=group.name if group else "no class",
        chip=chip_of(last.code, slot.day) if last else NO_MARK,
        version=last.version if last else 0,
        entries=entry_lines(made),
        owed=_owed(last, n_until, today),
        address={**where, "enrolment": enrolment.pk},
        ledger=reverse("ledger", kwargs={**where, "group": group.pk}) if group else "",
        amendments=reverse("pupil-amendments", kwargs=whose),
    )


def _owed(last: LedgerLine | None, until: dt.date | None, today: dt.date) -> str:
    """Say what law asks of a code that cannot stay (SI 2024/208 reg 10(7)-(9))."""
    if last is None or last.code is None or until is None:
        return ""
    code = codes_on(last.slot.day).get(last.code)
    if code is None or not code.must_be_replaced:
        return ""
    if today > until:
        return f"{last.code} could stand until {say(until)}: it is due to become O."
    return f"{last.code} may stand until {say(until)}; by then it becomes the code of the reason, or O."

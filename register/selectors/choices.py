"""Which codes a person may enter for a pupil's session, and what stops the others."""

import datetime as dt
from dataclasses import dataclass, replace

from core.clock import local
from register.codes import AttendanceCode, codes_on
from register.rules.deadlines import n_deadline
from register.rules.entry import EntryFacts, Refusal, refusal_of_code
from register.rules.windows import has_opened
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Enrolment, Membership
from schools.rules.calendar import CalendarTooShort
from schools.rules.sessions import Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on
from schools.selectors.pupils import placement_on
from schools.states import Role


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """A code of the day, with the rule against it, if there is one."""

    code: AttendanceCode
    refusal: Refusal | None


def code_choices(
    school: Body, enrolment: Enrolment, slot: Slot, *, by: Membership, now: dt.datetime
) -> list[CodeChoice]:
    """Return the codes of a session's day that are made by hand, each with its rule."""
    facts = replace(
        known_ahead(school, enrolment, slot, by=by, now=now),
        has_opened=_has_opened(school, enrolment, slot, now),
        n_deadline_on=last_day_of_n(school, slot),
    )
    return [
        CodeChoice(row, refusal_of_code(replace(facts, code=code)))
        for code, row in codes_on(slot.day).items()
        if row.is_entered_by_hand and row.session in (None, slot.session.label)
    ]


def codes_to_suggest(
    school: Body, enrolment: Enrolment, slot: Slot, *, by: Membership, now: dt.datetime
) -> list[CodeChoice]:
    """Return the codes that a word from home may suggest, each with the rule against it.

    Not those that say what is seen at the door, nor N, which says that nobody knows.
    """
    facts = known_ahead(school, enrolment, slot, by=by, now=now)
    return [
        CodeChoice(row, refusal_of_code(replace(facts, code=code)))
        for code, row in codes_on(slot.day).items()
        if row.is_entered_by_hand and not row.must_be_replaced and not row.pupil_on_site
    ]


def known_ahead(
    school: Body, enrolment: Enrolment, slot: Slot, *, by: Membership, now: dt.datetime
) -> EntryFacts:
    """Return what the rules ask of a code for a session that may lie ahead."""
    today = local(now).date()
    return EntryFacts(
        code="",
        slot=slot,
        today=today,
        born_on=enrolment.pupil.date_of_birth,
        permitted=policy_on(school, today).codes_for([Role(by.role)]),
        is_on_roll=enrolment.is_on_roll(slot.day),
        is_session=calendar_of(school).is_registered(slot),
    )


def last_day_of_n(school: Body, slot: Slot) -> dt.date | None:
    """Return the last day on which N may stand, None where the calendar is too short."""
    try:
        return n_deadline(slot, calendar_of(school))
    except CalendarTooShort:
        return None


def _has_opened(
    school: Body, enrolment: Enrolment, slot: Slot, now: dt.datetime
) -> bool:
    placement = placement_on(enrolment, slot.day)
    group_id = placement.group_id if placement else None
    try:
        return has_opened(window_of(school, group_id, slot), slot, local(now))
    except NoSessionTimes:
        return local(now).date() > slot.day

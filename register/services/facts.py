"""What the rules of entry must know of each pupil, read under a lock."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.db import connection

from core.rows import int_array
from register.codes import codes_on
from register.models import Reopening
from register.rules.deadlines import n_deadline
from register.rules.entries import Entry, Standing
from register.rules.entry import (
    EntryFacts,
    EntryRefused,
    Refusal,
    check_withdrawal,
)
from register.rules.ledger import reason_known
from register.rules.windows import (
    RegisterWindow,
    has_closed,
    has_opened,
    minutes_late,
)
from register.selectors.shut import shut_groups
from register.selectors.suggestions import KnownRow, suggestions_at
from register.selectors.windows import (
    NoSessionTimes,
    open_again,
    reopenings_of,
    window_of,
)
from schools.models import Body, Membership
from schools.rules.calendar import CalendarTooShort, SchoolCalendar
from schools.rules.sessions import Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on
from schools.states import Role

# The lock is what keeps two writers of one pupil in a row; the order of ids is what
# keeps them from waiting for each other (2 saves a second with deadlocks, 1,063 without).
_LOCK = """
    select e.id, p.date_of_birth,
           e.starts_on <= %s and (e.ends_on is null or e.ends_on > %s), pl.group_id
      from schools_enrolment e
      join schools_pupil p on p.id = e.pupil_id
      left join schools_placement pl on pl.enrolment_id = e.id
       and pl.starts_on <= %s and (pl.ends_on is null or pl.ends_on > %s)
     where e.id = any (%s::int[]) and e.school_id = %s
     order by e.id
       for no key update of e
"""


class PupilFacts(NamedTuple):
    """What entry needs to know of a pupil on a day."""

    born_on: dt.date
    is_on_roll: bool
    group_id: int | None


@dataclass(frozen=True)
class RegisterFacts:
    """What entry needs to know of school, session, person and pupils."""

    school: Body
    slot: Slot
    today: dt.date
    calendar: SchoolCalendar
    permitted: frozenset[str]
    may_amend: bool
    enrolments: Mapping[int, PupilFacts]
    _windows: dict[int | None, RegisterWindow] = field(default_factory=dict)

    def is_asked_for(self, enrolment_id: int, group_id: int) -> bool:
        """Tell whether a group's register asks for a pupil."""
        pupil = self.enrolments.get(enrolment_id)
        return pupil is not None and pupil.is_on_roll and pupil.group_id == group_id

    def window(self, enrolment_id: int) -> RegisterWindow:
        """Return the window of the register that asks for a pupil."""
        group_id = self.enrolments[enrolment_id].group_id
        if group_id not in self._windows:
            try:
                self._windows[group_id] = window_of(self.school, group_id, self.slot)
            except NoSessionTimes as missing:
                rule = "School setting: session times"
                raise _refused(str(missing), rule) from None
        return self._windows[group_id]

    def completed(
        self, entry: Entry, stands: Standing | None, decided_at: dt.datetime
    ) -> Entry:
        """Fill in what need not be typed: minutes late, and why a fresh mark changed."""
        if entry.enrolment_id not in self.enrolments:
            raise _refused("This pupil is not on this school's roll.", "reg 10(1)")
        window = self.window(entry.enrolment_id)
        if stands:
            entry = self._with_reason(entry, stands, window, decided_at)
        return self._with_minutes(entry, window, decided_at)

    def _with_reason(
        self,
        entry: Entry,
        stands: Standing,
        window: RegisterWindow,
        decided_at: dt.datetime,
    ) -> Entry:
        """Fill in why an entry changes where that is known; refuse where it may not."""
        is_closed = has_closed(window, self.slot, decided_at)
        reopened = self._reopened(entry, decided_at) if is_closed else None
        is_open = not is_closed or reopened is not None
        if stands.code is not None and not is_open and not self.may_amend:
            raise _refused(
                "The register has closed. The office or the attendance officer amends"
                " it, with a reason.",
                "SI 2024/208 reg 6",
            )
        if not entry.reason.strip():
            known = reason_known(
                was_withdrawn=stands.code is None,
                has_closed=is_closed,
                reopened_for=reopened.reason if reopened else None,
            )
            entry = replace(entry, reason=known)
        if not entry.reason and entry.code == stands.code:
            raise _refused(
                f"The register has closed: changing what was said with {stands.code}"
                " needs a reason, which the ledger keeps.",
                "SI 2024/208 reg 6",
            )
        if entry.code is None and stands.code:
            check_withdrawal(
                existing=stands.code, has_closed=is_closed, reason=entry.reason
            )
        return entry

    @cached_property
    def _reopenings(self) -> list[Reopening]:
        """Read only where something is changed after the close."""
        return reopenings_of(self.school, [self.slot])

    def _reopened(self, entry: Entry, moment: dt.datetime) -> Reopening | None:
        group_id = self.enrolments[entry.enrolment_id].group_id
        return open_again(self._reopenings, group_id, moment)

    def _with_minutes(
        self, entry: Entry, window: RegisterWindow, decided_at: dt.datetime
    ) -> Entry:
        code = codes_on(self.slot.day).get(entry.code or "")
        happens_now = (
            decided_at.date() == self.slot.day
            and window.opens < decided_at.time() < window.ends
        )
        if code is None or not code.is_late or entry.minutes_late or not happens_now:
            return entry
        return replace(
            entry, minutes_late=max(1, minutes_late(decided_at.time(), window))
        )

    def of(
        self,
        entry: Entry,
        stands: Standing | None,
        decided_at: dt.datetime,
    ) -> EntryFacts:
        """Return what the rules ask of one entry."""
        pupil = self.enrolments[entry.enrolment_id]
        window = self.window(entry.enrolment_id)
        is_open = has_opened(window, self.slot, decided_at)
        return EntryFacts(
            code=entry.code or "",
            slot=self.slot,
            today=self.today,
            born_on=pupil.born_on,
            permitted=self._permitted(entry),
            is_on_roll=pupil.is_on_roll,
            is_session=self.calendar.is_registered(self.slot),
            has_opened=is_open,
            is_shut=not is_open and self._is_shut(pupil.group_id),
            has_closed=has_closed(window, self.slot, decided_at),
            existing=stands.code if stands else None,
            nature=entry.nature,
            reason=entry.reason,
            minutes_late=entry.minutes_late,
            minutes_open=window.open_minutes,
            n_deadline_on=self._n_deadline_on,
        )

    def _permitted(self, entry: Entry) -> frozenset[str]:
        """Return the codes of the person's role, and what is known of this pupil.

        Whoever takes a register may enter what somebody entitled has said beforehand: a
        suggestion is taken with one key, by a teacher too.
        """
        if entry.code in self.permitted or entry.enrolment_id not in self._known:
            return self.permitted
        return self.permitted | {self._known[entry.enrolment_id].code}

    def _is_shut(self, group_id: int | None) -> bool:
        whole, groups = self._shut
        return whole or group_id in groups

    @cached_property
    def _shut(self) -> tuple[bool, frozenset[int]]:
        """Read only where somebody marks before the register opens."""
        return shut_groups(self.school, self.slot)

    @cached_property
    def _known(self) -> dict[int, KnownRow]:
        """Read only where a code is not the role's own."""
        return suggestions_at(self.slot, list(self.enrolments))

    @cached_property
    def _n_deadline_on(self) -> dt.date | None:
        try:
            return n_deadline(self.slot, self.calendar)
        except CalendarTooShort:
            return None


def lock_and_read(
    school: Body,
    slot: Slot,
    enrolment_ids: Sequence[int],
    *,
    by: Membership,
    today: dt.date,
) -> RegisterFacts:
    """Lock the enrolments in order of id until the transaction ends, and read facts.

    Marks are read by the law of their day; who may enter them is today's question.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [*[slot.day] * 4, int_array(enrolment_ids), school.pk])
        enrolments = {row[0]: PupilFacts(*row[1:]) for row in cursor}
    role = Role(by.role)
    policy = policy_on(school, today)
    return RegisterFacts(
        school=school,
        slot=slot,
        today=today,
        calendar=calendar_of(school),
        permitted=policy.codes_for([role]),
        may_amend=role in policy.amending_roles,
        enrolments=enrolments,
    )


def _refused(sentence: str, rule: str) -> EntryRefused:
    return EntryRefused(Refusal(sentence, rule))

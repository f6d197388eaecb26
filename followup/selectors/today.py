"""Everything that the list of a day shows, in a fixed number of queries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from followup.models import AbsenceLine, Attempt, DueStep, ParentReport
from followup.rules.calling import Number, Tried, next_number
from followup.rules.need import Child, families_of, in_order
from followup.selectors.contacts import attempts_of, contacts_by_pupil, numbers_in
from followup.selectors.unexplained import sibling_pairs, siblings_elsewhere
from followup.states import Need, Outcome
from register.selectors.board import BoardLine, board_of
from register.selectors.suggestions import KnownRow, suggestions_at
from schools.models import (
    Body,
    Contact,
    Flag,
    IdentityLink,
    Membership,
    Placement,
    StaffRelative,
)
from schools.permissions import Scope, flag_levels
from schools.rules.sessions import Session, Slot
from schools.selectors.flags import flags_by_pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One child of the list, with what the one who rings must see."""

    line: AbsenceLine
    group: str
    flags: Sequence[Flag]
    contacts: Sequence[Contact]
    attempts: Sequence[Attempt]
    siblings: tuple[AbsenceLine, ...]
    elsewhere: tuple[str, ...]
    known: KnownRow | None
    report: ParentReport | None
    steps: int
    is_family: bool

    @property
    def next(self) -> tuple[Contact, Number] | None:
        """Return whom to try next, and on which number."""
        tried = [
            Tried(row.contact_id, row.number, Outcome(row.outcome), row.tried_at)
            for row in self.attempts
        ]
        number = next_number(numbers_in(self.contacts), tried)
        if number is None:
            return None
        by_id = {contact.pk: contact for contact in self.contacts}
        return by_id[number.contact_id], number


@dataclass(frozen=True, slots=True)
class Day:
    """A school's list of a day."""

    open: tuple[Absence, ...]
    closed: tuple[AbsenceLine, ...]
    missing: tuple[BoardLine, ...]
    reports: tuple[ParentReport, ...]


def day_of(scope: Scope, day: dt.date, now: dt.datetime) -> Day:
    """Return a school's list of a day, in the order in which it is worked."""
    lines = lines_on(scope.body, day)
    waiting = [line for line in lines if line.closed_at is None]
    return Day(
        open=tuple(absences(scope, waiting, day)),
        closed=tuple(line for line in lines if line.closed_at is not None),
        missing=tuple(row for row in board_of(scope.body, day, now) if row.is_missing),
        reports=tuple(reports_waiting(scope.body, day)),
    )


def lines_on(school: Body, day: dt.date) -> list[AbsenceLine]:
    """Return the lines of a day that are not of a child who has died."""
    return list(
        AbsenceLine.objects.filter(
            school=school, day=day, enrolment__pupil__died_on__isnull=True
        ).select_related("enrolment__pupil", "spell", "claimed_by", "closed_by")
    )


def find_line(school: Body, line_id: int) -> AbsenceLine | None:
    """Return a line of a school."""
    return (
        AbsenceLine.objects.filter(
            school=school, pk=line_id, enrolment__pupil__died_on__isnull=True
        )
        .select_related("enrolment__pupil", "spell", "claimed_by", "closed_by")
        .first()
    )


def reports_waiting(school: Body, day: dt.date) -> list[ParentReport]:
    """Return what parents said and nobody has read, of a day or ahead of it."""
    return list(
        ParentReport.objects.filter(
            school=school,
            last_day__gte=day,
            accepted_at__isnull=True,
            declined_at__isnull=True,
            enrolment__pupil__died_on__isnull=True,
        ).select_related("enrolment__pupil", "contact__adult")
    )


def absences(scope: Scope, lines: Sequence[AbsenceLine], day: dt.date) -> list[Absence]:
    """Return lines in order of need, each with what the one who rings must see."""
    by_enrolment = {line.enrolment_id: line for line in lines}
    families = families_of(sibling_pairs(list(by_enrolment), day), by_enrolment)
    ordered = in_order(
        Child(
            enrolment_id=pk,
            need=Need(line.need),
            day_number=line.day_number,
            born_on=line.enrolment.pupil.date_of_birth,
            family=families[pk],
        )
        for pk, line in by_enrolment.items()
    )
    around = _Around.read(scope, lines, day)
    together: dict[int, list[AbsenceLine]] = {}
    for pk, family in families.items():
        together.setdefault(family, []).append(by_enrolment[pk])
    return [
        around.absence(
            by_enrolment[child.enrolment_id], together[families[child.enrolment_id]]
        )
        for child in ordered
    ]


def absence_of(scope: Scope, line: AbsenceLine) -> Absence:
    """Return one line with what the one who rings must see, open siblings among it."""
    lines = [
        row
        for row in lines_on(scope.body, line.day)
        if row.pk == line.pk
        or (row.closed_at is None and row.enrolment_id != line.enrolment_id)
    ]
    found = absences(scope, lines, line.day)
    return next(absence for absence in found if absence.line.pk == line.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What stands around some lines, read for all of them at once."""

    groups: Mapping[int, str]
    flags: Mapping[int, list[Flag]]
    contacts: Mapping[int, list[Contact]]
    attempts: Mapping[int, list[Attempt]]
    known: Mapping[int, KnownRow]
    reports: Mapping[int, ParentReport]
    steps: Mapping[int, int]
    linked: frozenset[int]
    relatives: frozenset[int]

    @classmethod
    def read(
        cls, scope: Scope, lines: Sequence[AbsenceLine], day: dt.date
    ) -> "_Around":
        enrolments = [line.enrolment_id for line in lines]
        pupils = [line.enrolment.pupil_id for line in lines]
        identities = [line.enrolment.pupil.identity_id for line in lines]
        steps: dict[int, int] = {}
        for spell in DueStep.objects.filter(
            spell__in=[line.spell_id for line in lines],
            ended_at__isnull=True,
            due_on__lte=day,
        ).values_list("spell_id", flat=True):
            steps[spell] = steps.get(spell, 0) + 1
        return cls(
            groups=groups_of(enrolments, day),
            flags=flags_by_pupil(pupils, flag_levels(scope), day),
            contacts=contacts_by_pupil(pupils, day),
            attempts=attempts_of([line.pk for line in lines]),
            known={
                **suggestions_at(Slot(day, Session.PM), enrolments),
                **suggestions_at(Slot(day, Session.AM), enrolments),
            },
            reports={
                row.enrolment_id: row
                for row in reports_waiting(scope.body, day)
                if row.first_day <= day
            },
            steps=steps,
            linked=frozenset(
                number
                for pair in IdentityLink.objects.filter(
                    Q(first__in=identities) | Q(second__in=identities)
                ).values_list("first_id", "second_id")
                for number in pair
            ),
            relatives=frozenset(
                StaffRelative.objects.filter(
                    person=scope.person, pupil__in=pupils
                ).values_list("pupil_id", flat=True)
            ),
        )

    def absence(self, line: AbsenceLine, family: Sequence[AbsenceLine]) -> Absence:
        pupil = line.enrolment.pupil
        is_linked = pupil.identity_id in self.linked
        return Absence(
            line=line,
            group=self.groups.get(line.enrolment_id, ""),
            flags=self.flags.get(pupil.pk, []),
            contacts=self.contacts.get(pupil.pk, []),
            attempts=self.attempts.get(line.pk, []),
            siblings=tuple(row for row in family if row.pk != line.pk),
            elsewhere=tuple(siblings_elsewhere(pupil.identity_id, line.slot))
            if is_linked
            else (),
            known=self.known.get(line.enrolment_id),
            report=self.reports.get(line.enrolment_id),
            steps=self.steps.get(line.spell_id, 0),
            is_family=pupil.pk in self.relatives,
        )


def groups_of(enrolment_ids: Sequence[int], day: dt.date) -> dict[int, str]:
    """Return the class of each child on a day."""
    rows = Placement.objects.on(day).filter(
        enrolment__in=enrolment_ids, group__isnull=False
    )
    return dict(rows.values_list("enrolment_id", "group__name"))


def shared_lines(
    contact: Contact | None, line: AbsenceLine, family: Sequence[AbsenceLine]
) -> list[AbsenceLine]:
    """Return the line and those of siblings of whom the same adult is a contact too."""
    if contact is None:
        return [line]
    theirs = set(
        Contact.objects.on(line.day)
        .filter(
            adult=contact.adult_id,
            pupil__in=[row.enrolment.pupil_id for row in family],
        )
        .values_list("pupil_id", flat=True)
    )
    return [line, *(row for row in family if row.enrolment.pupil_id in theirs)]


def who_is_calling(
    line: AbsenceLine, me: Membership | None, now: dt.datetime
) -> Membership | None:
    """Return who is calling about a line at a moment, if it is somebody else."""
    if line.claimed_until is None or line.claimed_until <= now:
        return None
    if me is not None and line.claimed_by and line.claimed_by.person_id == me.person_id:
        return None
    return line.claimed_by

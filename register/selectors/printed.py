"""A class's register over a period as an inspector is given it: read in four statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.periods import Period
from register.models import RegisterTaken
from register.rules.ledger import LedgerLine
from register.selectors.ledger import entries_of, times_taken
from register.selectors.month import Column, Stay, columns_of, stays_in
from schools.models import Body, RegistrationGroup
from schools.rules.sessions import Slot


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """Everything that a printed register is made of."""

    school: Body
    group: RegistrationGroup
    period: Period
    columns: tuple[Column, ...]
    stays: tuple[Stay, ...]
    lines: tuple[LedgerLine, ...]
    taken: tuple[RegisterTaken, ...]

    @property
    def withdrawn(self) -> tuple[RegisterTaken, ...]:
        """Return the registers that were handed in and taken back."""
        return tuple(row for row in self.taken if row.withdrawn_at is not None)

    @property
    def read_out(self) -> tuple[RegisterTaken, ...]:
        """Return the registers that somebody read to the office."""
        return tuple(row for row in self.taken if row.read_by)


def printed_facts(
    school: Body, group: RegistrationGroup, period: Period
) -> PrintedFacts:
    """Return a class's register of some days with every entry that was ever made."""
    columns = columns_of(school, period)
    stays = stays_in(group, period)
    slots = _registered(columns)
    return PrintedFacts(
        school=school,
        group=group,
        period=period,
        columns=columns,
        stays=stays,
        lines=tuple(entries_of([stay.enrolment.pk for stay in stays], slots)),
        taken=tuple(times_taken(group, slots)),
    )


def _registered(columns: Sequence[Column]) -> list[Slot]:
    return [column.slot for column in columns if column.is_registered]

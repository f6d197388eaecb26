"""What taking a register back would do, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.words import count, moment
from register.models import Mark, RegisterTaken
from register.selectors.registers import Register


@dataclass(frozen=True, slots=True)
class Plan:
    """Who handed it in, how many marks go, and whose stay."""

    taken: str
    going: str
    staying: tuple[str, ...]


def present_withdrawal(
    taken: RegisterTaken,
    going: Sequence[Mark],
    staying: Sequence[Mark],
    register: Register,
) -> Plan:
    """Say what would happen, pupil by pupil where a mark stays."""
    names = {row.pk: row.pupil.sort_name for row in register.pupils()}
    return Plan(
        taken=f"Handed in {moment(taken.taken_at)} by {taken.taken_by}.",
        going=f"{count(len(going), 'mark')} by {taken.taken_by.name} "
        f"{'becomes' if len(going) == 1 else 'become'} “no mark” again.",
        staying=tuple(
            f"{names[mark.enrolment_id]}: {mark.code} stays, because somebody else"
            " entered it."
            for mark in staying
        ),
    )

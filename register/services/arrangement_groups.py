"""Makes one arrangement for many pupils in one act: nursery half days, study leave."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from register.codes import code_on
from register.models import Arrangement
from register.rules.arrangement_terms import Agreed
from register.rules.arrangements import code_of, objection_to
from register.services.arrangements import code_for, make_arrangement, terms_of
from register.services.leave_deciding import first_open_day
from schools.models import Body, Enrolment, Membership
from schools.services.refusals import Refused

__all__ = ["Planned", "make_for_all", "plan_for_all"]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a pupil of a group would get, or the rule that leaves the pupil out."""

    enrolment: Enrolment
    code: str
    why_not: str


def plan_for_all(
    school: Body, enrolments: Sequence[Enrolment], agreed: Agreed, *, now: dt.datetime
) -> list[Planned]:
    """Return for each pupil the code that the arrangement means, or why it is none."""
    from_day = first_open_day(school, now)
    return [_planned(row, agreed, from_day) for row in enrolments]


@transaction.atomic
def make_for_all(
    *,
    school: Body,
    enrolments: Sequence[Enrolment],
    agreed: Agreed,
    by: Membership,
    now: dt.datetime,
) -> list[Arrangement]:
    """Make the arrangement for every pupil, each its own row; all of them or none.

    Raises `Refused` with the name of the first pupil whom a rule leaves out.
    """
    made = []
    for row in sorted(enrolments, key=lambda row: row.pk):
        try:
            made.append(
                make_arrangement(
                    school=school, enrolment=row, agreed=agreed, by=by, now=now
                )
            )
        except Refused as refusal:
            raise Refused(
                f"{row.pupil.name}: {refusal.sentence}", field=refusal.field
            ) from None
    return made


def _planned(row: Enrolment, agreed: Agreed, from_day: dt.date) -> Planned:
    if agreed.last is not None and not row.is_on_roll(agreed.last.day):
        return Planned(row, "", "Leaves the roll before the last day.")
    objection = objection_to(terms_of(row, agreed), from_day=from_day)
    if objection is not None:
        return Planned(row, "", objection.sentence)
    code = code_for(row, agreed)
    if agreed.kind.young_code and agreed.last is not None:
        born_on = row.pupil.date_of_birth
        at_end = code_of(agreed.kind, "", born_on=born_on, day=agreed.last.day)
        if at_end != code:
            return Planned(
                row, "", f"{code} until compulsory school age, then {at_end}: make two."
            )
        if code != agreed.kind.young_code:
            title = code_on(code, agreed.first.day).title
            return Planned(
                row, "", f"Of compulsory school age: {title} is made for one pupil."
            )
    return Planned(row, code, "")

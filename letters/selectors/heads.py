"""What stands at the head of a school's letters on a day, and who signs them."""

import datetime as dt
from dataclasses import dataclass

from letters.models import LetterHead
from letters.selectors.templates import bodies_around
from schools.models import Body, Membership
from schools.states import Role


@dataclass(frozen=True, slots=True)
class Head:
    """Head and signature as a letter prints them; `row` is the one that was entered."""

    row: LetterHead | None
    signatory_name: str
    signatory_position: str
    reply_telephone: str
    reply_email: str


def head_row(body: Body, on: dt.date) -> LetterHead | None:
    """Return the head of a body, or of its trust where it has none of its own."""
    around = bodies_around(body, on)
    rows = LetterHead.objects.filter(body__in=around, starts_on__lte=on)
    places = {owner.pk: place for place, owner in enumerate(around)}
    return min(rows, key=lambda row: places[row.body_id], default=None)


def heads_of(body: Body) -> list[LetterHead]:
    """Return the heads that a body itself has entered, the latest first."""
    return list(LetterHead.objects.filter(body=body).select_related("made_by"))


def head_of(school: Body, on: dt.date) -> Head:
    """Return what a school's letters of a day are headed and signed with.

    Where no letter head is entered, the headteacher signs, and replies go to the school.
    """
    row = head_row(school, on)
    if row is not None:
        return Head(
            row,
            row.signatory_name,
            row.signatory_position,
            row.reply_telephone or school.telephone,
            row.reply_email or school.email,
        )
    head = Membership.objects.on(on).filter(body=school, role=Role.HEAD).first()
    return Head(
        None,
        head.name if head else school.name,
        head.position if head else "Headteacher",
        school.telephone,
        school.email,
    )

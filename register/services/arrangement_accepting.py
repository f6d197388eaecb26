"""Takes what is known of a whole register in one act, each mark its own entry."""

import datetime as dt
from collections.abc import Sequence

from register.rules.entries import Entry, Outcome
from register.selectors.arrangement_known import Offer
from register.services.marks import record_marks
from schools.models import Body, Membership
from schools.rules.sessions import Slot

__all__ = ["accept_known"]


def accept_known(
    *,
    school: Body,
    slot: Slot,
    offers: Sequence[Offer],
    by: Membership,
    now: dt.datetime,
) -> Outcome:
    """Enter the code of every offer that a person looked at and left ticked.

    One act of a named person, who saw the list; a mark that somebody entered meanwhile
    stands and is answered as a conflict (DESIGN.md, promises 1 and 3).
    """
    return record_marks(
        school=school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=offer.enrolment,
                code=offer.code,
                version=offer.version,
                nature=offer.nature,
            )
            for offer in offers
        ],
        by=by,
        now=now,
    )

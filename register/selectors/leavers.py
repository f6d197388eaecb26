"""What stands in the register against a last day on the roll."""

import datetime as dt

from core.words import count
from register.models import Mark
from schools.models import Enrolment
from schools.rules.sessions import Session, Slot

SHOWN = 3


def marks_after(enrolment: Enrolment, last_day: dt.date) -> str | None:
    """Say which marks of a pupil lie after a day, or None where there is none.

    A name is not taken off the roll for days on which its register was taken: the
    leaving date and the day of deletion are kept apart (RULES.md, section 6).
    """
    first_after = Slot(last_day + dt.timedelta(days=1), Session.AM).number
    rows = list(
        Mark.objects.filter(
            enrolment_id=enrolment.pk, slot__gte=first_after, code__isnull=False
        )
        .order_by("slot")
        .values_list("slot", "code")
    )
    if not rows:
        return None
    said = ", ".join(
        f"{code} {Slot.from_number(slot).words}" for slot, code in rows[:SHOWN]
    )
    more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return (
        f"{count(len(rows), 'mark stands', 'marks stand')} after that day: {said}{more}."
        f" Choose {Slot.from_number(rows[-1][0]).words} or later, or withdraw the marks"
        " first, each with its reason."
    )

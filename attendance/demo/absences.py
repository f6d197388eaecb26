"""The absence day of the demonstration: two days of lists, calls, and a word from home.

Made by the product's own services once everything else is stored, so that each line has
its spell, its steps and its messages.
"""

from __future__ import annotations

import datetime as dt
import uuid

from core.clock import at_local
from core.tenancy import in_schools
from followup.models import AbsenceLine
from followup.services.calling import Call, log_attempt
from followup.services.listing import make_list
from followup.services.reporting import Report, take_report
from followup.states import Outcome, Way
from schools.models import Body, Contact, Enrolment, Membership
from schools.states import BodyKind, Role

DAYS = (dt.date(2026, 11, 18), dt.date(2026, 11, 19))
TODAY = dt.date(2026, 11, 20)
LISTED, RUNG, TOLD = dt.time(9, 31), dt.time(9, 36), dt.time(8, 21)
_KEYS = uuid.UUID("0d6f1c56-6f5e-4a6f-9a52-5a2f0f7b7a11")
# What came of the first number tried, in turn: nobody reached anybody in these days.
_OUTCOMES = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.NO_ANSWER)


def add_absences() -> None:
    """Make the lists of the two days before, with calls, and leave a word to be read."""
    for school in Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"):
        with in_schools([school.pk]):
            office = Membership.objects.filter(body=school, role=Role.OFFICE).first()
            for day in DAYS:
                make_list(school=school, day=day, now=at_local(day, LISTED))
                _ring(school, day, office)
            _hear(school)


def _ring(school: Body, day: dt.date, office: Membership | None) -> None:
    """Try the first number of each child of a day's list."""
    lines = AbsenceLine.objects.filter(school=school, day=day)
    for index, line in enumerate(lines.select_related("enrolment").order_by("pk")):
        contact = _first_contact(line.enrolment)
        if contact is None or office is None:
            continue
        log_attempt(
            school=school,
            lines=[line],
            call=Call(
                key=uuid.uuid5(_KEYS, f"attempt {line.pk}"),
                outcome=_OUTCOMES[index % len(_OUTCOMES)],
                contact=contact,
                number=contact.adult.numbers.all()[0].number,
            ),
            by=office,
            now=at_local(day, RUNG) + dt.timedelta(minutes=2 * index),
        )


def _hear(school: Body) -> None:
    """Let one parent send a text this morning, which somebody has to read."""
    rows = Enrolment.objects.on(TODAY).filter(school=school).order_by("pk")
    for enrolment in rows.select_related("pupil")[7:40]:
        contact = _first_contact(enrolment)
        if contact is None or contact.restriction:
            continue
        take_report(
            school=school,
            enrolment=enrolment,
            report=Report(
                key=uuid.uuid5(_KEYS, f"report {school.slug}"),
                way=Way.TEXT,
                contact=contact,
                first_day=TODAY,
                last_day=TODAY,
                said="Sick in the night, staying home today",
                code="I",
            ),
            by=None,
            now=at_local(TODAY, TOLD),
        )
        return


def _first_contact(enrolment: Enrolment) -> Contact | None:
    """Return the first contact of a child who may be telephoned and has a number."""
    rows = (
        Contact.objects.on(TODAY)
        .filter(
            pupil=enrolment.pupil_id,
            channels__contains=[Contact.Channel.PHONE],
            adult__numbers__isnull=False,
        )
        .select_related("adult")
        .prefetch_related("adult__numbers")
    )
    return rows.order_by("priority", "pk").first()

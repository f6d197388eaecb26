"""Rows of children who are looked for, so that every page of followup has something."""

import datetime as dt
import uuid

from core.clock import local
from followup.models import (
    AbsenceSpell,
    AuthorityReturn,
    Enquiry,
    EntryAction,
    EvidenceDecision,
    EvidenceRequest,
    LatenessReview,
    ReturnTalk,
    SafeguardingEntry,
    Sweep,
    SweepLine,
    VulnerableListing,
)
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.models import Body, Enrolment, Membership, StaffRelative
from schools.rules.sessions import Session, Slot
from schools.states import Role


def make_looked_for(school: Body, now: dt.datetime) -> None:
    """Give a school one row of each kind, of a child whom nobody's family is."""
    day = local(now).date()
    by = Membership.objects.on(day).filter(body=school, role=Role.OFFICER).first()
    enrolment = (
        Enrolment.objects.filter(
            school=school, pupil__died_on__isnull=True, ends_on__isnull=True
        )
        .exclude(pupil__in=StaffRelative.objects.filter(school=school).values("pupil"))
        .exclude(absence_spells__isnull=False)
        .select_related("pupil")
        .order_by("pk")
        .last()
    )
    assert by is not None
    assert enrolment is not None
    here = {"school": school, "enrolment": enrolment}
    made = {"rule": "As the school has chosen", "made_at": now}
    slot = Slot(day, Session.AM).number
    AbsenceSpell.objects.create(**here, starts_on=day)
    for one in AbsenceSpell.objects.filter(school=school).select_related(
        "enrolment__pupil"
    ):
        Enquiry.objects.create(
            key=uuid.uuid4(),
            school=school,
            pupil=one.enrolment.pupil,
            spell=one,
            whom="neighbour",
            how="At the door",
            said="Seen today?",
            asked_at=now,
            asked_by=by,
        )
    outcome = record_marks(
        school=school,
        slot=Slot(day, Session.AM),
        entries=[Entry(enrolment_id=enrolment.pk, code="L", version=0, minutes_late=5)],
        by=by,
        now=now,
    )
    assert outcome.is_clean
    VulnerableListing.objects.create(
        school=school,
        pupil=enrolment.pupil,
        reason="New here",
        owner=by,
        review_on=day + dt.timedelta(days=14),
        starts_on=day,
        listed_at=now,
        listed_by=by,
    )
    entry = SafeguardingEntry.objects.create(
        key=uuid.uuid4(),
        school=school,
        pupil=enrolment.pupil,
        categories=["absence"],
        words="Not seen since Monday.",
        happened_at=now,
        entered_at=now,
        entered_by=by,
    )
    EntryAction.objects.create(
        key=uuid.uuid4(),
        school=school,
        entry=entry,
        words="Ring the authority",
        assigned_to=by,
        due_on=day,
        assigned_at=now,
        assigned_by=by,
    )
    asked = EvidenceRequest.objects.create(
        key=uuid.uuid4(),
        **here,
        first_day=day,
        rule="doubt",
        words="Seen in town",
        due_on=day,
        asked_at=now,
        asked_by=by,
    )
    EvidenceDecision.objects.create(
        key=uuid.uuid4(),
        school=school,
        request=asked,
        is_authorised=False,
        reasons="Nothing was shown.",
        decided_at=now,
        decided_by=by,
    )
    ReturnTalk.objects.create(**here, kind="meeting", due_on=day, **made)
    LatenessReview.objects.create(**here, half_term_starts_on=day, slots=[slot], **made)
    AuthorityReturn.objects.create(
        **here,
        kind="irregular",
        first_day=day,
        slots=[slot],
        days=1,
        rule=str(made["rule"]),
        due_on=day,
        found_at=now,
    )
    sweep = Sweep.objects.create(
        school=school, kind="weekly", due_on=day - dt.timedelta(days=7), made_at=now
    )
    SweepLine.objects.create(**here, sweep=sweep, slot=slot, version=1, deadline_on=day)

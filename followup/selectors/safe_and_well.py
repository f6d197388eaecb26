"""Open cases of children who must be found safe and well, with all that was done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from followup.models import (
    AbsenceSpell,
    Attempt,
    Enquiry,
    RiskAssessment,
    VisitDecision,
)
from followup.models import Visit as VisitRow
from followup.rules.calling import Tried, has_tried_all
from followup.rules.safe_and_well import Case
from followup.selectors.contacts import numbers_of
from followup.selectors.spells import day_number
from followup.selectors.unexplained import needs_of, workers_of
from followup.states import Need, Outcome
from schools.models import Alert, Body, Membership
from schools.selectors.calendar import calendar_of
from schools.selectors.people import staff_of
from schools.selectors.siblings import siblings_elsewhere

SEEN = (VisitRow.Found.SEEN_WELL, VisitRow.Found.SEEN_CONCERN)
_OFFICIAL = (
    Enquiry.Whom.POLICE,
    Enquiry.Whom.SOCIAL_WORKER,
    Enquiry.Whom.SOCIAL_CARE,
    Enquiry.Whom.YOUTH_JUSTICE,
    Enquiry.Whom.HEALTH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A case with its rows, and what the rules make of them."""

    spell: AbsenceSpell
    case: Case
    need: Need
    decisions: Sequence[VisitDecision]
    assessments: Sequence[RiskAssessment]
    visits: Sequence[VisitRow]
    enquiries: Sequence[Enquiry]
    told: Sequence[Alert]

    @property
    def plan(self) -> RiskAssessment | None:
        """Return the latest assessment that no visit has used."""
        used = {row.assessment_id for row in self.visits}
        return next((r for r in reversed(self.assessments) if r.pk not in used), None)

    @property
    def has_been_seen(self) -> bool:
        """Tell whether somebody saw the child, or an agency answered."""
        return self.case.is_seen or any(
            row.answered_at and row.whom in _OFFICIAL for row in self.enquiries
        )


def open_spells(school: Body, day: dt.date) -> list[AbsenceSpell]:
    """Return the absences without a settled reason that run on a day."""
    return list(
        AbsenceSpell.objects.filter(
            school=school,
            starts_on__lte=day,
            last_on__isnull=True,
            concluded_at__isnull=True,
            enrolment__pupil__died_on__isnull=True,
        ).select_related("enrolment__pupil")
    )


def find_spell(school: Body, spell_id: int) -> AbsenceSpell | None:
    """Return one absence of a school."""
    return (
        AbsenceSpell.objects.filter(
            school=school, pk=spell_id, enrolment__pupil__died_on__isnull=True
        )
        .select_related("enrolment__pupil", "concluded_by")
        .first()
    )


def case_of(spell: AbsenceSpell, day: dt.date, *, link: str) -> Found:
    """Return a case as it stands on a day; `link` is the page that alerts point to."""
    pupil = spell.enrolment.pupil
    decisions = list(spell.decisions.select_related("decided_by"))
    assessments = list(
        spell.risk_assessments.select_related(
            "first_staff", "second_staff", "assessed_by"
        )
    )
    visits = list(spell.visits.select_related("visited_by", "second_staff"))
    enquiries = list(spell.enquiries.select_related("asked_by", "answered_by"))
    told = list(
        Alert.objects.filter(school=spell.school_id, pupil=pupil, link=link)
        .select_related("to", "sender")
        .order_by("made_at", "pk")
    )
    flags = {flag.kind for flag in workers_of([pupil.pk], day).get(pupil.pk, [])}
    used = {visit.assessment_id for visit in visits}
    case = Case(
        day_number=day_number(
            spell.starts_on, day, calendar_of(spell.enrolment.school)
        ),
        decided_days=frozenset(row.day_number for row in decisions),
        is_called=has_tried_all(numbers_of(pupil, day), _tried(pupil.pk, day)),
        is_lead_told=bool(told),
        needs_worker=bool(flags - {"youth_justice"}),
        needs_youth_worker="youth_justice" in flags,
        has_siblings_elsewhere=bool(siblings_elsewhere(pupil)),
        asked=frozenset(row.whom for row in enquiries),
        is_assessed=any(row.pk not in used for row in assessments),
        visits=len(visits),
        is_letter_left=any(row.is_letter_left for row in visits),
        is_seen=any(row.found in SEEN for row in visits),
    )
    need = needs_of([spell.enrolment_id], day).get(spell.enrolment_id, Need.OTHER)
    return Found(
        spell=spell,
        case=case,
        need=need,
        decisions=decisions,
        assessments=assessments,
        visits=visits,
        enquiries=enquiries,
        told=told,
    )


def staff_who_visit(school: Body, day: dt.date) -> list[Membership]:
    """Return who may go to a home, each person once."""
    people: dict[int, Membership] = {}
    for row in staff_of(school, on=day).exclude(role="governor"):
        people.setdefault(row.person_id, row)
    return list(people.values())


def _tried(pupil_id: int, day: dt.date) -> list[Tried]:
    rows = Attempt.objects.filter(children__pupil=pupil_id, tried_at__date=day)
    return [
        Tried(row.contact_id, row.number, Outcome(row.outcome), row.tried_at)
        for row in rows
    ]

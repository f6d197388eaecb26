"""What parents say of their own accord: kept as a claim, then accepted by a person."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction

from core.clock import local
from followup.models import AbsenceLine, ParentReport, ReportLink
from followup.rules.closing import ClosingRefused, Told, verdict_on
from followup.selectors.unexplained import needs_of
from followup.services.calling import Call, close
from followup.services.reasons import Reason, enter_reason
from followup.states import Need, Outcome, Way
from schools.models import Body, Contact, Enrolment, Membership
from schools.rules.sessions import say_day
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role

LONGEST_AHEAD = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody said; `key` comes from the page: sent twice, it is one."""

    key: uuid.UUID
    way: Way
    first_day: dt.date
    last_day: dt.date
    said: str
    contact: Contact | None = None
    who: str = ""
    code: str = ""
    expected_on: dt.date | None = None
    is_from_pupil: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person makes of a report: the code, whether it reassures, and why."""

    code: str
    is_reassuring: bool
    rationale: str = ""
    nature: str = ""


@transaction.atomic
def take_report(
    *,
    school: Body,
    enrolment: Enrolment,
    report: Report,
    by: Membership | None,
    now: dt.datetime,
    link: ReportLink | None = None,
) -> ParentReport:
    """Keep what somebody said about a child's absence, today's or days ahead."""
    kept = ParentReport.objects.filter(key=report.key).first()
    if kept is not None:
        return kept
    _check(report, local(now).date())
    return ParentReport.objects.create(
        key=report.key,
        school=school,
        enrolment=enrolment,
        way=report.way,
        contact=report.contact,
        who=report.who,
        link=link,
        is_from_pupil=report.is_from_pupil,
        first_day=report.first_day,
        last_day=report.last_day,
        said=report.said.strip(),
        code=report.code,
        expected_on=report.expected_on,
        received_at=now,
        received_by=by,
    )


@transaction.atomic
def take_and_accept(
    *,
    school: Body,
    enrolment: Enrolment,
    report: Report,
    judgement: Judgement,
    by: Membership,
    now: dt.datetime,
) -> ParentReport:
    """Keep and accept in one act what somebody told a member of staff, or neither."""
    kept = take_report(
        school=school, enrolment=enrolment, report=report, by=by, now=now
    )
    return accept_report(report=kept, judgement=judgement, by=by, now=now)


@transaction.atomic
def answer_link(
    *, link: ReportLink, report: Report, now: dt.datetime
) -> ParentReport | None:
    """Keep a parent's answer and use the link up; None where it was used before."""
    used = ReportLink.objects.filter(
        pk=link.pk, answered_at__isnull=True, expires_at__gt=now
    ).update(answered_at=now)
    if not used:
        return None
    return take_report(
        school=link.school,
        enrolment=link.enrolment,
        report=report,
        by=None,
        now=now,
        link=link,
    )


def warn_that_home_expects_them(report: ParentReport, *, now: dt.datetime) -> None:
    """Alert office and safeguarding: a parent believes that the child is in school."""
    pupil = report.enrolment.pupil
    alert(
        News(
            words=f"{pupil.name}: a parent says that the child left for school"
            f" ({say_day(report.first_day)}), and the register says absent.",
            pupil=pupil,
            is_urgent=True,
        ),
        school=report.school,
        roles=(Role.OFFICE, Role.OFFICER, Role.SAFEGUARDING, Role.HEAD),
        now=now,
    )


@transaction.atomic
def accept_report(
    *,
    report: ParentReport,
    judgement: Judgement,
    by: Membership,
    now: dt.datetime,
) -> ParentReport:
    """Accept a claim: it becomes the register's reason and a suggestion for days ahead.

    A line of the list that it answers is closed where the closing rule says so. Raises
    `Refused` with a sentence; accepted twice, it is accepted once.
    """
    row = _locked(report)
    if row.accepted_at is not None or row.declined_at is not None:
        return row
    today = local(now).date()
    line = _open_line(row, today)
    need = (
        Need(line.need)
        if line
        else needs_of([row.enrolment_id], today).get(row.enrolment_id, Need.OTHER)
    )
    told = Told(Outcome.SPOKE, judgement.is_reassuring, judgement.rationale)
    try:
        verdict = verdict_on(told, need)
    except ClosingRefused as refusal:
        raise Refused(str(refusal), field="rationale") from None
    reason = Reason(
        code=judgement.code,
        words=_words(row),
        first_day=row.first_day,
        last_day=row.last_day,
        nature=judgement.nature,
    )
    enter_reason(
        school=row.school, enrolment=row.enrolment, reason=reason, by=by, now=now
    )
    row.accepted_at, row.accepted_by = now, by
    row.code, row.is_reassuring = judgement.code, judgement.is_reassuring
    row.rationale = judgement.rationale.strip()
    row.save()
    if line is not None:
        close(line, verdict, _as_call(row), by=by, now=now)
    return row


@transaction.atomic
def decline_report(
    *, report: ParentReport, rationale: str, by: Membership, now: dt.datetime
) -> ParentReport:
    """Put a claim aside with the reasons; the line stays open."""
    row = _locked(report)
    if row.accepted_at is not None or row.declined_at is not None:
        return row
    if not rationale.strip():
        raise Refused("Write down why this is not accepted.", field="rationale")
    row.declined_at, row.declined_by = now, by
    row.is_reassuring, row.rationale = False, rationale.strip()
    row.save()
    return row


def _locked(report: ParentReport) -> ParentReport:
    return (
        ParentReport.objects.select_for_update(of=("self",))
        .select_related("enrolment__pupil", "school", "contact__adult")
        .get(pk=report.pk)
    )


def _open_line(row: ParentReport, today: dt.date) -> AbsenceLine | None:
    return (
        AbsenceLine.objects.select_for_update(of=("self",))
        .select_related("spell")
        .filter(
            enrolment_id=row.enrolment_id,
            day=today,
            day__gte=row.first_day,
            day__lte=row.last_day,
            closed_at__isnull=True,
        )
        .first()
    )


def _words(row: ParentReport) -> str:
    return f"{_who(row)}, {row.get_way_display().lower()}: {row.said}"


def _who(row: ParentReport) -> str:
    if row.is_from_pupil:
        return "The pupil"
    if row.contact is not None:
        return f"{row.contact.adult.name} ({row.contact.relationship.lower()})"
    return row.who or "A parent"


def _as_call(row: ParentReport) -> Call:
    return Call(
        key=row.key,
        outcome=Outcome.SPOKE,
        way=Way(row.way),
        contact=row.contact,
        who=_who(row),
        said=row.said,
        code=row.code,
        is_reassuring=row.is_reassuring,
        rationale=row.rationale,
    )


def _check(report: Report, today: dt.date) -> None:
    if not report.said.strip():
        raise Refused("Say why the child is away.", field="said")
    if report.last_day < report.first_day:
        raise Refused("The last day is before the first one.", field="last_day")
    if report.last_day > today + LONGEST_AHEAD:
        raise Refused(
            "So long an absence is asked for as leave, not reported.", field="last_day"
        )

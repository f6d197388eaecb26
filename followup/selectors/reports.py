"""Words from home, by their number."""

from followup.models import ParentReport
from schools.models import Body, Pupil


def find_report(school: Body, report_id: int) -> ParentReport | None:
    """Return a report of a school."""
    return (
        ParentReport.objects.filter(
            school=school, pk=report_id, enrolment__pupil__died_on__isnull=True
        )
        .select_related(
            "enrolment__pupil", "contact__adult", "accepted_by", "declined_by"
        )
        .first()
    )


def find_pupil(school: Body, pupil_id: int) -> Pupil | None:
    """Return a pupil of a school who is alive."""
    return Pupil.objects.filter(
        school=school, pk=pupil_id, died_on__isnull=True
    ).first()

"""Pupils whom the absence day may be about."""

from schools.models import Body, Enrolment, Pupil


def find_living(school: Body, pupil_id: int) -> Pupil | None:
    """Return a pupil of a school who has not died."""
    return Pupil.objects.living().filter(school=school, pk=pupil_id).first()


def find_enrolment(school: Body, enrolment_id: int) -> Enrolment | None:
    """Return an enrolment of a school whose child has not died."""
    return (
        Enrolment.objects.filter(
            school=school, pk=enrolment_id, pupil__died_on__isnull=True
        )
        .select_related("pupil")
        .first()
    )

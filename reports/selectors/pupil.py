"""Everything that the page of one pupil shows, read once, as far as the reader may."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from core import chronology
from reports.selectors.pupil_year import PupilYear, year_of, years_of
from schools.models import AccessLog, Body, Contact, Enrolment, Flag, Placement, Pupil
from schools.permissions import Scope, family_refusal, flag_levels
from schools.selectors.access import openings_of
from schools.selectors.contacts import contacts_of
from schools.selectors.flags import flags_of
from schools.selectors.pupils import enrolment_on, placement_on, upns_of
from schools.selectors.siblings import siblings_elsewhere, siblings_of
from schools.states import Act

OPENINGS = 8


@dataclass(frozen=True)
class PupilRecord:
    """A pupil as one reader may see them; what may not be seen is not even read."""

    pupil: Pupil
    enrolment: Enrolment | None
    placement: Placement | None
    family_refusal: str | None
    year: PupilYear
    years: list[int]
    upn: str | None
    flags: list[Flag]
    contacts: list[Contact]
    siblings: list[Pupil]
    siblings_elsewhere: int
    story: list[chronology.Entry]
    openings: list[AccessLog] | None


def record_of(
    scope: Scope, pupil: Pupil, academic_year: int | None, *, today: dt.date
) -> PupilRecord:
    """Read a pupil's record for somebody; a relative gets who and register only."""
    years = years_of(scope.body, pupil, today=today)
    chosen = academic_year if academic_year in years else years[0]
    enrolment = enrolment_on(pupil, today)
    refusal = family_refusal(scope, pupil)
    casework = refusal is None
    numbers = upns_of(pupil) if casework and scope.may(Act.EDIT_PUPILS) else []
    return PupilRecord(
        pupil=pupil,
        enrolment=enrolment,
        placement=placement_on(enrolment, today) if enrolment else None,
        family_refusal=refusal,
        year=year_of(scope.body, pupil, chosen, today=today),
        years=years,
        upn=numbers[0].upn if numbers else None,
        flags=flags_of(pupil, flag_levels(scope), today) if casework else [],
        contacts=contacts_of(pupil, today) if casework else [],
        siblings=siblings_of(pupil, today) if casework else [],
        siblings_elsewhere=siblings_elsewhere(pupil) if casework else 0,
        story=_story(pupil, scope.may, chosen) if casework else [],
        openings=(
            openings_of(pupil, at_most=OPENINGS)
            if casework and scope.may(Act.SEE_ACCESS_LOG)
            else None
        ),
    )


def _story(
    pupil: Pupil, may: Callable[[Act], bool], academic_year: int
) -> list[chronology.Entry]:
    """Return the entries of one academic year, the latest first."""
    first, next_first = dt.date(academic_year, 8, 1), dt.date(academic_year + 1, 8, 1)
    story = chronology.story_of(pupil.pk, may=lambda needs: may(Act(needs)))
    return [entry for entry in story if first <= entry.day < next_first]


def body_pupil(school: Body, number: int) -> Pupil | None:
    """Return a pupil of a school, None where the school has no such pupil."""
    return Pupil.objects.filter(school=school, pk=number).first()

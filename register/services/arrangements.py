"""Makes arrangements, each with the one suggestion that is its effect."""

import datetime as dt
from typing import Any

from django.db import transaction

from core.periods import ONE_DAY
from register.models import Arrangement
from register.rules.arrangement_terms import Agreed
from register.rules.arrangements import Terms, code_of, objection_to
from register.services.arrangement_effects import suggest
from register.services.leave_deciding import first_open_day
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Session
from schools.selectors.pupils import placement_on
from schools.services.refusals import Refused

# Pressing twice is one agreement.
ONE_FORM = dt.timedelta(minutes=2)


@transaction.atomic
def make_arrangement(
    *,
    school: Body,
    enrolment: Enrolment,
    agreed: Agreed,
    by: Membership,
    now: dt.datetime,
) -> Arrangement:
    """Keep what was agreed for a pupil and put its one suggestion beside the name.

    Raises `Refused` with the sentence of the rule. Sent twice in a breath it is one.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    check_terms(school, enrolment, agreed, now=now)
    code = code_for(enrolment, agreed)
    columns = _columns(agreed, code)
    same: Arrangement | None = Arrangement.objects.filter(
        school=school,
        enrolment=enrolment,
        **columns,
        ended_at__isnull=True,
        made_at__gt=now - ONE_FORM,
    ).first()
    if same is not None:
        return same
    made: Arrangement = Arrangement.objects.create(
        school=school,
        enrolment=enrolment,
        **columns,
        suggestion=suggest(school, enrolment, agreed, code, by=by, now=now),
        made_at=now,
        made_by=by,
    )
    return made


def check_terms(
    school: Body, enrolment: Enrolment, agreed: Agreed, *, now: dt.datetime
) -> None:
    """Raise `Refused` where a rule stands against what was agreed."""
    objection = objection_to(
        terms_of(enrolment, agreed), from_day=first_open_day(school, now)
    )
    if objection is not None:
        raise Refused(objection.sentence, field=objection.field)


def terms_of(enrolment: Enrolment, agreed: Agreed) -> Terms:
    """Return what the rules ask of an agreement about a pupil."""
    placement = placement_on(enrolment, agreed.first.day)
    return Terms(
        kind=agreed.kind,
        born_on=enrolment.pupil.date_of_birth,
        year_group=placement.year_group if placement else 0,
        first=agreed.first.day,
        last=agreed.last.day if agreed.last else None,
        sessions=agreed.sessions,
        agreed_on=agreed.agreed_on,
        review_on=agreed.review_on,
    )


def code_for(enrolment: Enrolment, agreed: Agreed) -> str:
    """Return the code that an agreement means for a pupil."""
    born_on = enrolment.pupil.date_of_birth
    return code_of(
        agreed.kind, agreed.chosen_code, born_on=born_on, day=agreed.first.day
    )


def _columns(agreed: Agreed, code: str) -> dict[str, Any]:
    details = {name: value for name, value in agreed.details.items() if value}
    if agreed.first.session is Session.PM:
        details["first_session"] = "pm"
    if agreed.last is not None and agreed.last.session is Session.AM:
        details["last_session"] = "am"
    return {
        "kind": agreed.kind.key,
        "starts_on": agreed.first.day,
        "ends_on": agreed.last.day + ONE_DAY if agreed.last else None,
        "code": code,
        "sessions": agreed.sessions,
        "details": details,
        **{
            name: getattr(agreed, name)
            for name in (
                "nature",
                "provider_id",
                "leaves_at",
                "returns_at",
                "reason",
                "agreed_with",
                "agreed_on",
                "review_on",
            )
        },
    }

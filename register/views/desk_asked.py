"""What the late desk reads of a request, whether it asks first or corrects."""

import datetime as dt
from contextlib import suppress

from core import clock
from register.forms.desk import ArrivalForm, TakeBackForm
from register.models import Arrival
from register.selectors.desk import Spot, spot_of
from register.selectors.windows import NoSessionTimes
from register.services.arrivals import Came
from schools.models import Body, Enrolment, Membership
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused


def spot_at(
    request: ScopedRequest,
    school: Body,
    enrolment: Enrolment,
    by: Membership,
    *,
    instead_of: Arrival | None = None,
) -> Spot | None:
    """Return what the rules know at the time that is typed, else now; None at night."""
    moment = clock.now() if instead_of is None else instead_of.arrived_at
    typed = request.POST.get("arrived", "")
    with suppress(ValueError):
        moment = clock.at_local(clock.today(), dt.time.fromisoformat(typed))
    try:
        return spot_of(school, enrolment, moment, by=by, instead_of=instead_of)
    except NoSessionTimes:
        return None


def came_of(form: ArrivalForm) -> Came:
    """Return what was typed of an arrival."""
    answers = form.cleaned_data
    return Came(
        at=form.arrived_at(clock.today()),
        why=answers.get("why", ""),
        reason=answers["reason"].strip(),
        came_with=answers["came_with"].strip(),
    )


def field_of(form: ArrivalForm | TakeBackForm, refusal: Refused) -> str | None:
    """Return the answer that a refusal concerns, where the form asks for it."""
    return refusal.field if refusal.field in form.fields else None

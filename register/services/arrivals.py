"""Writes late arrivals: the desk's line and the mark, in one act.

The mark goes through `record_marks`; an N of the session is resolved at once, with the
words of the arrival as its reason. A mistake is withdrawn or corrected by an amendment.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from core.clock import local
from core.words import clock_time
from register.codes import codes_on
from register.models import Arrival, LedgerEntry, TransportRun
from register.rules.arrivals import NotThisCode, code_for, rule_on
from register.rules.entries import Entry, Outcome
from register.selectors.desk import (
    Spot,
    arrived_in,
    left_and_not_back,
    mark_of,
    spot_of,
)
from register.selectors.windows import NoSessionTimes
from register.services.marks import record_marks
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Slot
from schools.services.refusals import Refused

LONGEST = 200
# Clocks of a desk and of the server differ by less.
AHEAD = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What the desk typed of an arrival."""

    at: dt.datetime
    why: str = ""
    reason: str = ""
    came_with: str = ""
    run: TransportRun | None = None


@transaction.atomic
def record_arrival(
    *, school: Body, enrolment: Enrolment, came: Came, by: Membership, now: dt.datetime
) -> Arrival:
    """Keep a late arrival and mark it; pressed twice it is one arrival.

    Raises `Refused` with the sentence of the rule, and the answer that it concerns.
    """
    _lock(enrolment)
    spot = _spot(school, enrolment, came, by, now)
    existing = arrived_in(enrolment, spot.slot)
    if existing is not None:
        return _again(existing, came)
    gone = left_and_not_back(enrolment, local(came.at).date())
    if gone is not None:
        raise Refused(
            f"Signed out at {clock_time(gone.left_at)} and not back yet: sign the"
            " pupil back in under Leaving."
        )
    code = _code(spot, came)
    _check_seen(spot, code)
    _mark(spot, code, came, reason=_words(came), by=by, now=now)
    return _keep(spot, code, came, by=by, now=now)


@transaction.atomic
def correct_arrival(
    *,
    arrival: Arrival,
    came: Came,
    reason: str,
    by: Membership,
    now: dt.datetime,
) -> Arrival:
    """Put the right arrival in the place of a wrong one; the ledger keeps both marks."""
    _check_reason(reason)
    enrolment = arrival.enrolment
    _lock(enrolment)
    spot = _spot(arrival.school, enrolment, came, by, now, instead_of=arrival)
    if spot.slot.number != arrival.slot:
        raise Refused(
            "That time is of the other session: take this arrival back, and sign the"
            " pupil in anew.",
            field="arrived",
        )
    code = _code(spot, came)
    _withdraw(arrival, reason, by=by, now=now)
    _mark(spot, code, came, reason=reason.strip(), by=by, now=now)
    return _keep(spot, code, came, by=by, now=now)


@transaction.atomic
def withdraw_arrival(
    *, arrival: Arrival, reason: str, by: Membership, now: dt.datetime
) -> Arrival:
    """Take an arrival back, and with it the mark that it made: what stood before stands.

    A mark that somebody has changed since is left alone.
    """
    _check_reason(reason)
    _lock(arrival.enrolment)
    if arrival.withdrawn_at is not None:
        return arrival
    slot = Slot.from_number(arrival.slot)
    mark = mark_of(arrival.enrolment, slot)
    if mark is not None and mark.at == arrival.recorded_at:
        before = LedgerEntry.objects.filter(
            slot=slot.number, enrolment=arrival.enrolment, version=mark.version - 1
        ).first()
        entry = Entry(
            enrolment_id=arrival.enrolment_id,
            code=before.code if before else None,
            version=mark.version,
            minutes_late=before.minutes_late if before else None,
            reason=reason.strip(),
        )
        _accept(
            record_marks(
                school=arrival.school, slot=slot, entries=[entry], by=by, now=now
            )
        )
    _withdraw(arrival, reason, by=by, now=now)
    return arrival


def _lock(enrolment: Enrolment) -> None:
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)


def _spot(
    school: Body,
    enrolment: Enrolment,
    came: Came,
    by: Membership,
    now: dt.datetime,
    *,
    instead_of: Arrival | None = None,
) -> Spot:
    if came.at > now + AHEAD:
        raise Refused("This time is still to come.", field="arrived")
    try:
        return spot_of(school, enrolment, came.at, by=by, instead_of=instead_of)
    except NoSessionTimes as missing:
        raise Refused(str(missing), field="arrived") from None


def _again(existing: Arrival, came: Came) -> Arrival:
    """Return the arrival of a key that was pressed twice, or refuse another one."""
    said = (existing.reason, existing.came_with)
    if existing.arrived_at == came.at and said == (came.reason, came.came_with):
        return existing
    raise Refused(
        f"Signed in at {clock_time(existing.arrived_at)} already: correct that line.",
        field="arrived",
    )


def _code(spot: Spot, came: Came) -> str:
    try:
        return code_for(spot.facts, came.why, came.reason)
    except NotThisCode as wrong:
        raise Refused(
            str(wrong), field="why" if rule_on(spot.facts).asks else "arrived"
        ) from None


def _check_seen(spot: Spot, code: str) -> None:
    """Refuse to overwrite a teacher who saw the pupil: one of the two is a mistake."""
    mark = spot.mark
    row = codes_on(spot.slot.day).get(spot.standing or "")
    if mark is None or row is None or not code or code == spot.standing:
        return
    if row.pupil_on_site and not row.is_late:
        raise Refused(
            f"Marked {row.code} by {mark.by.name} at {clock_time(mark.at)}: the pupil"
            " was there. If that is a mistake, amend the mark."
        )


def _mark(
    spot: Spot,
    code: str,
    came: Came,
    *,
    reason: str,
    by: Membership,
    now: dt.datetime,
) -> None:
    if not code or (
        code == spot.standing and not codes_on(spot.slot.day)[code].is_late
    ):
        return
    row = codes_on(spot.slot.day)[code]
    stands = spot.mark is not None
    entry = Entry(
        enrolment_id=spot.enrolment.pk,
        code=code,
        version=spot.mark.version if spot.mark else 0,
        minutes_late=rule_on(spot.facts).minutes if row.is_late else None,
        nature=_nature(spot, code, came) if row.nature_required else "",
        reason=reason if stands else "",
        note="" if stands else came.reason[:LONGEST],
    )
    _accept(
        record_marks(
            school=spot.enrolment.school,
            slot=spot.slot,
            entries=[entry],
            by=by,
            now=now,
        )
    )


def _nature(spot: Spot, code: str, came: Came) -> str:
    told = spot.word.nature if spot.word and spot.word.code == code else ""
    return (came.reason or told)[:LONGEST]


def _accept(outcome: Outcome) -> None:
    if outcome.refused:
        raise Refused(outcome.refused[0].sentence)
    if outcome.conflicts:
        raise Refused("Somebody has just changed this mark. Look again.")


def _keep(
    spot: Spot, code: str, came: Came, *, by: Membership, now: dt.datetime
) -> Arrival:
    return Arrival.objects.create(
        school=spot.enrolment.school,
        enrolment=spot.enrolment,
        slot=spot.slot.number,
        arrived_at=came.at,
        minutes_late=rule_on(spot.facts).minutes,
        code=code,
        reason=came.reason[:LONGEST],
        came_with=came.came_with,
        run=came.run,
        recorded_at=now,
        recorded_by=by,
    )


def _withdraw(
    arrival: Arrival, reason: str, *, by: Membership, now: dt.datetime
) -> None:
    arrival.withdrawn_at, arrival.withdrawn_by = now, by
    arrival.withdrawn_reason = reason.strip()[:LONGEST]
    arrival.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why this is changed: the ledger keeps it.", field="reason")


def _words(came: Came) -> str:
    """Say the arrival as the ledger keeps it: Arrived 09:41, overslept."""
    said = f"Arrived {clock_time(came.at)}"
    return f"{said}, {came.reason}"[:LONGEST] if came.reason else said

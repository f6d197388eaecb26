"""Writes who left early, to whom, and who came back; a refusal is kept as well."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from core.clock import local
from core.words import clock_time
from register.models import Departure, Suggestion
from register.rules.departures import (
    APPOINTMENT,
    Collector,
    refusal_to_hand_over,
    sessions_away,
)
from register.selectors.desk import left_and_not_back, sessions_of
from register.selectors.windows import window_of
from register.services.suggestions import Word, log_suggestion, withdraw_suggestion
from schools.models import Body, Contact, Enrolment, Membership
from schools.rules.sessions import Session, Slot
from schools.selectors.pupils import placement_on
from schools.services.alerts import News, alert
from schools.services.refusals import Refused
from schools.states import Role

TOLD = (Role.OFFICE, Role.SAFEGUARDING, Role.HEAD)
AHEAD = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the desk typed of a pupil who leaves.

    `contact` is an adult of the record; `stranger` the name of anybody else; neither is
    a pupil who leaves alone. `code` is what registers that open meanwhile are told.
    """

    at: dt.datetime
    reason: str
    contact: Contact | None = None
    stranger: str = ""
    authorised_by: Membership | None = None
    expected_at: dt.datetime | None = None
    code: str = ""


@transaction.atomic
def record_departure(
    *,
    school: Body,
    enrolment: Enrolment,
    leaving: Leaving,
    must_be_authorised: bool,
    by: Membership,
    now: dt.datetime,
) -> Departure:
    """Sign a pupil out, or keep that somebody was refused and tell staff at once."""
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    today = local(now).date()
    _check(leaving, now)
    gone = left_and_not_back(enrolment, today)
    if gone is not None:
        if gone.left_at == leaving.at and gone.reason == leaving.reason:
            return gone
        raise Refused(
            f"Signed out at {clock_time(gone.left_at)} already, and not back.",
            field="left",
        )
    refusal = _refusal(leaving, today)
    if not refusal and must_be_authorised and leaving.authorised_by is None:
        raise Refused(
            "The school asks for a senior leader's word before a pupil leaves: choose"
            " who gave it.",
            field="authorised_by",
        )
    departure = Departure.objects.create(
        school=school,
        enrolment=enrolment,
        slot=_slot(school, enrolment, leaving.at).number,
        left_at=leaving.at,
        reason=leaving.reason,
        collected_by=leaving.contact.adult if leaving.contact else None,
        collector=leaving.stranger or ("" if leaving.contact else "Left alone"),
        is_refused=bool(refusal),
        refusal=refusal,
        authorised_by=leaving.authorised_by,
        expected_at=leaving.expected_at,
        suggestion=None
        if refusal
        else _tell_registers(school, enrolment, leaving, by=by, now=now),
        recorded_at=now,
        recorded_by=by,
    )
    if refusal:
        _tell_staff(departure, refusal, by=by, now=now)
    return departure


@transaction.atomic
def record_return(
    *, departure: Departure, at: dt.datetime, by: Membership, now: dt.datetime
) -> Departure:
    """Sign a pupil back in; a word about a register that has not opened is taken back."""
    row = Departure.objects.select_for_update(no_key=True).get(pk=departure.pk)
    if row.is_refused:
        raise Refused("The pupil was not handed over, and did not leave.")
    if row.returned_at is not None:
        return row
    if not row.left_at <= at <= now + AHEAD:
        raise Refused("Back after the pupil left, and not in the future.")
    row.returned_at, row.returned_by = at, by
    row.save(update_fields=["returned_at", "returned_by"])
    if row.suggestion is not None and _opens_later(departure, row.suggestion, at):
        withdraw_suggestion(suggestion=row.suggestion, by=by, now=now)
    return row


def _check(leaving: Leaving, now: dt.datetime) -> None:
    if leaving.at > now + AHEAD:
        raise Refused("This time is still to come.", field="left")
    if leaving.expected_at is not None and leaving.expected_at <= leaving.at:
        raise Refused("Expected back before the pupil leaves.", field="expected")


def _refusal(leaving: Leaving, today: dt.date) -> str:
    contact = leaving.contact
    if contact is None:
        if not leaving.stranger:
            return ""
        return refusal_to_hand_over(
            Collector(name=leaving.stranger, is_on_record=False), on=today
        )
    who = Collector(
        name=contact.adult.name,
        is_on_record=True,
        may_collect=contact.may_collect,
        restriction=contact.restriction,
        is_reachable=bool(contact.channels),
        has_court_order=bool(contact.court_order),
        court_order_ends_on=contact.court_order_ends_on,
    )
    return refusal_to_hand_over(who, on=today)


def _tell_registers(
    school: Body,
    enrolment: Enrolment,
    leaving: Leaving,
    *,
    by: Membership,
    now: dt.datetime,
) -> Suggestion | None:
    """Suggest the code for the sessions that open while the pupil is away."""
    if not leaving.code:
        return None
    expected = leaving.expected_at
    away = sessions_away(
        _openings(school, enrolment, leaving.at),
        left=local(leaving.at).time(),
        expected=local(expected).time() if expected else None,
    )
    if not away:
        return None
    source = Suggestion.Source
    word = Word(
        first=Slot.from_number(away[0]),
        last=Slot.from_number(away[-1]),
        code=leaving.code,
        source=source.APPOINTMENT if leaving.code == APPOINTMENT else source.PARENT,
        words=f"Signed out {clock_time(leaving.at)}: {leaving.reason}",
    )
    return log_suggestion(school=school, enrolment=enrolment, word=word, by=by, now=now)


def _openings(
    school: Body, enrolment: Enrolment, at: dt.datetime
) -> list[tuple[int, dt.time]]:
    day = local(at).date()
    placement = placement_on(enrolment, day)
    group = placement.group_id if placement else None
    return [
        (slot.number, window_of(school, group, slot).opens)
        for slot in sessions_of(school, day)
    ]


def _slot(school: Body, enrolment: Enrolment, at: dt.datetime) -> Slot:
    """Return the session that a pupil leaves in: the last that has opened."""
    here = local(at)
    opened = [n for n, t in _openings(school, enrolment, at) if t <= here.time()]
    return Slot.from_number(opened[-1]) if opened else Slot(here.date(), Session.AM)


def _opens_later(departure: Departure, word: Suggestion, at: dt.datetime) -> bool:
    openings = dict(_openings(departure.school, departure.enrolment, at))
    return openings.get(word.first_slot, dt.time.min) > local(at).time()


def _tell_staff(
    departure: Departure, refusal: str, *, by: Membership, now: dt.datetime
) -> None:
    pupil = departure.enrolment.pupil
    words = f"{pupil.name} was not handed over at {clock_time(departure.left_at)}. {refusal}"
    link = reverse("sign-out", kwargs={"school": departure.school.slug})
    alert(
        News(words=words, pupil=pupil, link=link, is_urgent=True),
        school=departure.school,
        roles=TOLD,
        now=now,
        sender=by,
    )

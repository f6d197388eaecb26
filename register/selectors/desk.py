"""What the front desk knows: who came late, who left early, and what the rules ask."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.clock import local
from register.codes import StatCategory, codes_on
from register.models import Arrival, Departure, Mark
from register.rules.arrivals import UNEXPLAINED, ArrivalFacts
from register.rules.windows import RegisterWindow
from register.selectors.suggestions import KnownRow, suggestions_at
from register.selectors.windows import NoSessionTimes, window_of
from schools.models import Body, Enrolment, Flag, Membership, Placement
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.selectors.policy import policy_on
from schools.selectors.pupils import placement_on
from schools.states import Role

CARRIED = "authority_transport"
LEADERS = (Role.HEAD, Role.SAFEGUARDING, Role.PASTORAL)


@dataclass(frozen=True, slots=True)
class Spot:
    """An arrival before it is written: whose, in which session, and what is known."""

    enrolment: Enrolment
    group_name: str
    slot: Slot
    facts: ArrivalFacts
    mark: Mark | None
    word: KnownRow | None

    @property
    def standing(self) -> str | None:
        """Return the code that stands for the session, None where there is none."""
        return self.mark.code if self.mark else None


def sessions_of(school: Body, day: dt.date) -> list[Slot]:
    """Return the sessions of a day for which registers are taken."""
    slots = [Slot(day, session) for session in Session]
    return [slot for slot in slots if calendar_of(school).is_registered(slot)]


def session_at(
    school: Body, group_id: int | None, moment: dt.datetime
) -> tuple[Slot, RegisterWindow]:
    """Return the session that an arrival belongs to: the one that runs, else the next.

    Raises `NoSessionTimes` on a day without sessions, and after the last one.
    """
    here = local(moment)
    windows = [
        (slot, window_of(school, group_id, slot))
        for slot in sessions_of(school, here.date())
    ]
    for slot, window in windows:
        if here.time() < window.ends:
            return slot, window
    raise NoSessionTimes("The school has no session today that is still to end.")


def spot_of(
    school: Body,
    enrolment: Enrolment,
    arrived_at: dt.datetime,
    *,
    by: Membership,
    instead_of: Arrival | None = None,
) -> Spot:
    """Return what the rules must know of an arrival.

    The mark of an arrival that is corrected (`instead_of`) explains nothing.
    """
    here = local(arrived_at)
    placement = placement_on(enrolment, here.date())
    group = placement.group if placement else None
    slot, window = session_at(school, group.pk if group else None, arrived_at)
    mark = mark_of(enrolment, slot)
    word = suggestions_at(slot, [enrolment.pk]).get(enrolment.pk)
    policy = policy_on(school, here.date())
    facts = ArrivalFacts(
        arrived=here.time(),
        session=slot.session,
        window=window,
        permitted=policy.codes_for([Role(by.role)]),
        known=_known(slot, mark if instead_of is None else None, word),
        is_carried=enrolment.pupil_id in carried([enrolment.pupil_id], here.date()),
        asks_about_transport=policy.asks_about_transport,
    )
    return Spot(enrolment, group.name if group else "", slot, facts, mark, word)


def mark_of(enrolment: Enrolment, slot: Slot) -> Mark | None:
    """Return the entry that stands for a pupil's session."""
    return (
        Mark.objects.filter(slot=slot.number, enrolment=enrolment)
        .select_related("by")
        .first()
    )


def carried(pupil_ids: Iterable[int], on: dt.date) -> set[int]:
    """Return the pupils whom the authority's transport brings."""
    rows = Flag.objects.on(on).filter(pupil__in=list(pupil_ids), kind=CARRIED)
    return set(rows.values_list("pupil_id", flat=True))


def arrivals_on(school: Body, day: dt.date) -> list[Arrival]:
    """Return who came late on a day, those withdrawn among them, the last one first."""
    return list(
        Arrival.objects.filter(school=school, slot__in=_numbers(day))
        .filter(enrolment__pupil__died_on__isnull=True)
        .select_related("enrolment__pupil", "recorded_by", "withdrawn_by", "run")
        .order_by("-recorded_at", "-pk")
    )


def arrival_of(school: Body, number: int) -> Arrival | None:
    """Return an arrival of a school."""
    return (
        Arrival.objects.filter(school=school, pk=number)
        .select_related("enrolment__pupil", "recorded_by", "withdrawn_by")
        .first()
    )


def arrived_in(enrolment: Enrolment, slot: Slot) -> Arrival | None:
    """Return the arrival of a session that stands."""
    return Arrival.objects.filter(
        enrolment=enrolment, slot=slot.number, withdrawn_at__isnull=True
    ).first()


def departures_on(school: Body, day: dt.date) -> list[Departure]:
    """Return who left early on a day or was refused, the last one first."""
    return list(
        Departure.objects.filter(school=school, slot__in=_numbers(day))
        .filter(enrolment__pupil__died_on__isnull=True)
        .select_related(
            "enrolment__pupil",
            "collected_by",
            "authorised_by",
            "recorded_by",
            "returned_by",
            "suggestion",
        )
        .order_by("-left_at", "-pk")
    )


def departure_of(school: Body, number: int) -> Departure | None:
    """Return a departure of a school."""
    return (
        Departure.objects.filter(school=school, pk=number)
        .select_related("enrolment__pupil", "suggestion")
        .first()
    )


def left_and_not_back(enrolment: Enrolment, day: dt.date) -> Departure | None:
    """Return with what a pupil has left today, where they are not back."""
    return Departure.objects.filter(
        enrolment=enrolment,
        slot__in=_numbers(day),
        is_refused=False,
        returned_at__isnull=True,
    ).first()


def group_names(enrolment_ids: Iterable[int], day: dt.date) -> dict[int, str]:
    """Return the names of pupils' groups on a day by enrolment."""
    rows = Placement.objects.on(day).filter(
        enrolment__in=list(enrolment_ids), group__isnull=False
    )
    return dict(rows.values_list("enrolment_id", "group__name"))


def told_today(school: Body, enrolment: Enrolment, day: dt.date) -> list[KnownRow]:
    """Return what is known of a pupil's sessions of a day, the same word once."""
    known = (
        suggestions_at(slot, [enrolment.pk]).get(enrolment.pk)
        for slot in sessions_of(school, day)
    )
    return list({row.words: row for row in known if row is not None}.values())


def leaders_of(school: Body, day: dt.date) -> list[Membership]:
    """Return the senior leaders who may let a pupil leave early, by name."""
    return list(
        Membership.objects.on(day)
        .filter(body=school, role__in=[role.value for role in LEADERS])
        .order_by("name")
    )


def _numbers(day: dt.date) -> list[int]:
    return [Slot(day, session).number for session in Session]


def _known(slot: Slot, mark: Mark | None, word: KnownRow | None) -> str:
    """Return the code that explains why the pupil was not there, where one is known.

    N explains nothing, nor does an absence without leave; a late mark is no absence.
    """
    told = (mark.code if mark else None, word.code if word else None)
    for code in told:
        row = codes_on(slot.day).get(code or "")
        if row is None or row.pupil_on_site or row.code == UNEXPLAINED:
            continue
        if row.category is not StatCategory.UNAUTHORISED:
            return row.code
    return ""

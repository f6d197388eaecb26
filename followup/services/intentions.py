"""Writes down which messages are to go; sending them is another act.

One row for a child, a session and an adult, whatever happens to list, worker or broker:
the row is what keeps a message from going twice.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.clock import at_local
from followup.models import AbsenceLine, Message, ReportLink, TemplateVersion
from followup.rules.messages import filled, may_be_written_to
from followup.selectors.wordings import wordings_of
from followup.services.links import hash_of, token_for
from schools.models import Body, Contact, Enrolment
from schools.rules.sessions import say_day
from schools.selectors.policy import policy_on

Kind = Message.Kind
_MOBILE = ("+447", "07")


@dataclass(frozen=True, slots=True)
class Way:
    """How a message reaches an adult."""

    channel: str
    address: str


def intend_messages(
    *,
    school: Body,
    day: dt.date,
    lines: Sequence[AbsenceLine],
    now: dt.datetime,
    kind: str = Kind.ABSENT,
) -> int:
    """Write down a message to each parent of each new line; return how many.

    Nothing where the school only rings, and nothing to a restricted contact.
    """
    if not lines or policy_on(school, day).messages_go_out == "never":
        return 0
    wordings = wordings_of(school, kind, day)
    contacts = _contacts([line.enrolment_id for line in lines], day)
    made = 0
    for line in lines:
        seen: set[int] = set()
        for contact in contacts.get(line.enrolment_id, ()):
            way = way_to(contact, wordings)
            if way is None or contact.adult_id in seen:
                continue
            seen.add(contact.adult_id)
            made += _intend(school, line, contact, way, wordings, now, kind)
    return made


def way_to(contact: Contact, wordings: dict[str, TemplateVersion]) -> Way | None:
    """Return how a message may reach an adult: by text, else by e-mail, else not."""
    mobile = next(
        (n.number for n in contact.adult.numbers.all() if n.number.startswith(_MOBILE)),
        "",
    )
    for way in (
        Way(Contact.Channel.TEXT, mobile),
        Way(Contact.Channel.EMAIL, contact.adult.email),
    ):
        may = may_be_written_to(
            channels=contact.channels,
            channel=way.channel,
            restriction=contact.restriction,
            is_family=contact.has_parental_responsibility or contact.lives_with_pupil,
        )
        if may and way.address and way.channel in wordings:
            return way
    return None


def _intend(
    school: Body,
    line: AbsenceLine,
    contact: Contact,
    way: Way,
    wordings: dict[str, TemplateVersion],
    now: dt.datetime,
    kind: str,
) -> bool:
    enrolment, wording = line.enrolment, wordings[way.channel]
    link = _link(school, enrolment, contact, line.day, now)
    facts = {
        "first_name": enrolment.pupil.known_as or enrolment.pupil.first_name,
        "school": school.name,
        "day": say_day(line.day),
        "telephone": school.telephone or "the office",
    }
    _, is_new = Message.objects.get_or_create(
        enrolment=enrolment,
        slot=line.slot,
        kind=kind,
        adult=contact.adult,
        defaults={
            "school": school,
            "contact": contact,
            "channel": way.channel,
            "address": way.address,
            "wording": wording,
            "subject": filled(wording.subject, facts)[:120],
            "text": filled(wording.text, facts),
            "link": link if not hasattr(link, "message") else None,
            "made_at": now,
        },
    )
    return is_new


def _link(
    school: Body,
    enrolment: Enrolment,
    contact: Contact,
    day: dt.date,
    now: dt.datetime,
) -> ReportLink:
    """Return the link of an adult for a child's day, which ends with that day."""
    ends = at_local(day + dt.timedelta(days=1), dt.time())
    link, _ = ReportLink.objects.get_or_create(
        enrolment=enrolment,
        contact=contact,
        day=day,
        defaults={
            "school": school,
            "token_hash": hash_of(token_for(enrolment.pk, contact.pk, day)),
            "made_at": min(now, ends - dt.timedelta(seconds=1)),
            "expires_at": ends,
        },
    )
    return link


def _contacts(enrolment_ids: Iterable[int], day: dt.date) -> dict[int, list[Contact]]:
    rows = (
        Contact.objects.on(day)
        .filter(pupil__enrolments__in=list(enrolment_ids))
        .select_related("adult")
        .prefetch_related("adult__numbers", "pupil__enrolments")
        .order_by("priority", "pk")
        .distinct()
    )
    wanted = set(enrolment_ids)
    found: dict[int, list[Contact]] = {}
    for row in rows:
        for enrolment in row.pupil.enrolments.all():
            if enrolment.pk in wanted:
                found.setdefault(enrolment.pk, []).append(row)
    return found

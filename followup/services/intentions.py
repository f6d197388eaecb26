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
from schools.models import Body, Contact
from schools.rules.sessions import say_day
from schools.selectors.policy import policy_on

Kind = Message.Kind
_MOBILE = ("+447", "07")


@dataclass(frozen=True, slots=True)
class Way:
    """How a message reaches an adult."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Intent:
    """Somebody who is to be told of a line, and how."""

    line: AbsenceLine
    contact: Contact
    way: Way

    @property
    def key(self) -> tuple[int, int, dt.date]:
        """Return what a link is for."""
        return self.line.enrolment_id, self.contact.pk, self.line.day

    @property
    def ends_at(self) -> dt.datetime:
        """Return the moment at which the link is gone: the end of its day."""
        return at_local(self.line.day + dt.timedelta(days=1), dt.time())


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
    intents = [
        Intent(line, contact, way)
        for line in lines
        for contact, way in _reached(contacts.get(line.enrolment_id, ()), wordings)
    ]
    fresh = _not_yet_written(intents, kind)
    links = _links(school, fresh, now)
    rows = [
        _message(school, intent, links[intent.key], wordings, now, kind)
        for intent in fresh
    ]
    return len(Message.objects.bulk_create(rows, ignore_conflicts=True))


def _reached(
    contacts: Iterable[Contact], wordings: dict[str, TemplateVersion]
) -> list[tuple[Contact, Way]]:
    """Return each adult once, with how a message may reach them."""
    found: dict[int, tuple[Contact, Way]] = {}
    for contact in contacts:
        way = way_to(contact, wordings)
        if way is not None:
            found.setdefault(contact.adult_id, (contact, way))
    return list(found.values())


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


def _not_yet_written(intents: Sequence[Intent], kind: str) -> list[Intent]:
    written = set(
        Message.objects.filter(
            enrolment__in=[intent.line.enrolment_id for intent in intents],
            slot__in={intent.line.slot for intent in intents},
            kind=kind,
        ).values_list("enrolment_id", "slot", "adult_id")
    )
    return [
        intent
        for intent in intents
        if (intent.line.enrolment_id, intent.line.slot, intent.contact.adult_id)
        not in written
    ]


def _message(
    school: Body,
    intent: Intent,
    link: ReportLink | None,
    wordings: dict[str, TemplateVersion],
    now: dt.datetime,
    kind: str,
) -> Message:
    line, wording = intent.line, wordings[intent.way.channel]
    pupil = line.enrolment.pupil
    facts = {
        "first_name": pupil.known_as or pupil.first_name,
        "school": school.name,
        "day": say_day(line.day),
        "telephone": school.telephone or "the office",
    }
    return Message(
        school=school,
        enrolment_id=line.enrolment_id,
        slot=line.slot,
        kind=kind,
        adult_id=intent.contact.adult_id,
        contact=intent.contact,
        channel=intent.way.channel,
        address=intent.way.address,
        wording=wording,
        subject=filled(wording.subject, facts)[:120],
        text=filled(wording.text, facts),
        link=link,
        made_at=now,
    )


def _links(
    school: Body, intents: Sequence[Intent], now: dt.datetime
) -> dict[tuple[int, int, dt.date], ReportLink | None]:
    """Return a link for each intent, which ends with its day; one message carries it."""
    enrolments = [intent.line.enrolment_id for intent in intents]
    here = ReportLink.objects.filter(enrolment__in=enrolments)
    taken = {(row.enrolment_id, row.contact_id, row.day): None for row in here}
    made = ReportLink.objects.bulk_create(
        ReportLink(
            school=school,
            enrolment_id=intent.line.enrolment_id,
            contact=intent.contact,
            day=intent.line.day,
            token_hash=hash_of(token_for(*intent.key)),
            made_at=min(now, intent.ends_at - dt.timedelta(seconds=1)),
            expires_at=intent.ends_at,
        )
        for intent in intents
        if intent.key not in taken
    )
    fresh = {(row.enrolment_id, row.contact_id, row.day): row for row in made}
    return {**taken, **fresh}


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

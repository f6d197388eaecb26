"""Keeps what is known of a pupil's sessions before anyone has marked them.

A suggestion is never a mark: it stands beside the name with its source until a person
takes it or marks otherwise (DESIGN.md, promise 1).
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction

from register.models import Suggestion
from register.rules.entry import is_nature_needed, refusal_of_code
from register.selectors.choices import known_ahead
from schools.models import Body, Enrolment, Membership
from schools.rules.sessions import Slot
from schools.selectors.calendar import calendar_of
from schools.services.refusals import Refused

LONGEST = 200
# Pressing twice is one call; the same words an hour later are another.
ONE_CALL = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody said about some sessions, the first and the last included."""

    first: Slot
    last: Slot
    code: str
    source: str
    words: str
    nature: str = ""
    # Which sessions of a week, in the bits of `schools.rules.weeks`; each where None.
    sessions: int | None = None


@transaction.atomic
def log_suggestion(
    *,
    school: Body,
    enrolment: Enrolment,
    word: Word,
    by: Membership,
    now: dt.datetime,
    under: Membership | None = None,
) -> Suggestion:
    """Keep a word about a pupil's sessions; said twice in a breath it is one word.

    `under` is who decided about the code, where somebody acts on another's plan: the
    leader of a trip that the office planned.

    Raises `Refused` with the sentence of the rule where the code may not stand there.
    """
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    _check(school, enrolment, word, by=under or by, now=now)
    said = {
        "school": school,
        "enrolment": enrolment,
        "first_slot": word.first.number,
        "last_slot": word.last.number,
        "code": word.code,
        "source": word.source,
        "words": word.words.strip()[:LONGEST],
        "nature": word.nature.strip(),
        "sessions": word.sessions,
    }
    same = Suggestion.objects.filter(
        **said, withdrawn_at__isnull=True, entered_at__gt=now - ONE_CALL
    ).first()
    return same or Suggestion.objects.create(**said, entered_at=now, entered_by=by)


@transaction.atomic
def withdraw_suggestion(
    *, suggestion: Suggestion, by: Membership, now: dt.datetime
) -> Suggestion:
    """Take a word back; it stays in the list with who did it and when."""
    row = Suggestion.objects.select_for_update(no_key=True).get(pk=suggestion.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = now, by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return row


def _check(
    school: Body, enrolment: Enrolment, word: Word, *, by: Membership, now: dt.datetime
) -> None:
    first, last = _held(school, word.first, word.last)
    for slot in {first, last}:
        facts = known_ahead(school, enrolment, slot, by=by, now=now)
        refusal = refusal_of_code(replace(facts, code=word.code))
        if refusal is not None:
            raise Refused(refusal.sentence, field="code")
    if is_nature_needed(word.code, first.day) and not word.nature.strip():
        raise Refused(f"{word.code} needs a few words on what it is.", field="nature")


def _held(school: Body, first: Slot, last: Slot) -> tuple[Slot, Slot]:
    """Return the first and the last session that the school holds between two."""
    if last < first:
        raise Refused("The last session is before the first one.", field="last_day")
    numbers = calendar_of(school).registered_numbers
    inside = [n for n in numbers if first.number <= n <= last.number]
    if not inside:
        raise Refused("The school has no session in these days.", field="first_day")
    return Slot.from_number(inside[0]), Slot.from_number(inside[-1])

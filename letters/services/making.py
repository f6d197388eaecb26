"""Makes letters of facts: who receives which, in whose words. Nothing is rendered here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from letters.codes.kind import Kind, To
from letters.codes.languages import ENGLISH
from letters.models import BatchItem, Letter, Recipient
from letters.models.letter import ONE_LETTER
from letters.rules.addressees import Addressee, Channel, Circle
from letters.rules.facts import Problem, meeting_flags, problems_of
from letters.selectors.circle import circle_around
from letters.selectors.heads import Head
from letters.services.desk import Desk
from schools.models import Placement, Pupil
from schools.rules.age import year_group_words

Facts = Mapping[str, object]


class BadFacts(ValueError):
    """A letter cannot be made of these facts; each problem names its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


def check_facts(kind: Kind, facts: Facts) -> None:
    """Refuse facts that are missing, misshapen or never to be printed."""
    problems = problems_of(kind, facts)
    if problems:
        raise BadFacts(problems)


@dataclass(frozen=True, slots=True)
class Made:
    """The letters of an item, those that were there before among them."""

    letters: tuple[Letter, ...]
    circle: Circle
    is_new: bool


def make_letters(*, item: BatchItem, desk: Desk, now: dt.datetime) -> Made:
    """Make the letters of an item that are not made yet; asked again, make none.

    Whoever has had a letter of this kind for this cause is not written to again, and a
    constraint says so where two workers meet. Stands in the caller's transaction.
    """
    check_facts(desk.kind, item.facts)
    mine = list(Letter.objects.filter(item=item).select_related("version", "head"))
    circle = circle_around(item.pupil, desk.kind.to, desk.on)
    if mine:
        return Made(tuple(mine), circle, is_new=False)
    if item.corrects:
        addressees = _again(item.corrects, circle)
    else:
        addressees = _new(item, desk.kind, circle)
    placed = placed_on(item.pupil, desk.on)
    made = [_make_once(item, desk, to, placed, now) for to in addressees]
    return Made(tuple(filter(None, made)), circle, is_new=True)


def _make_once(
    item: BatchItem, desk: Desk, to: Addressee, placed: Placed, now: dt.datetime
) -> Letter | None:
    """Make a letter, or none where somebody else made it in this very moment."""
    try:
        with transaction.atomic():
            return _make(item, desk, to, placed, now)
    except IntegrityError as error:
        if ONE_LETTER not in str(error):
            raise
        return None


def _new(item: BatchItem, kind: Kind, circle: Circle) -> list[Addressee]:
    """Return who has not had a letter for this cause; a pupil's own goes by hand."""
    known = set(
        Recipient.objects.filter(
            pupil=item.pupil, kind=kind.key, cause=item.cause
        ).values_list("adult", flat=True)
    )
    if kind.to is To.PUPIL:
        return [] if None in known else [for_pupil(item.pupil)]
    return [to for to in circle.addressees if not known.intersection(to.adults)]


def _again(corrected: Letter, circle: Circle) -> list[Addressee]:
    """Return the household that a corrected letter went to, as it may be reached now."""
    if hasattr(corrected, "superseded_by"):
        return []
    adults = set(
        Recipient.objects.filter(letter=corrected).values_list("adult", flat=True)
    )
    if None in adults:
        return [for_pupil(corrected.pupil)]
    return [to for to in circle.addressees if adults.intersection(to.adults)][:1]


def for_pupil(pupil: Pupil) -> Addressee:
    """Return a pupil as the one who receives something."""
    return Addressee(
        adults=(),
        names=pupil.name,
        salutation=pupil.known_as or pupil.first_name,
        lines=(),
        channel=Channel.HAND,
        language=ENGLISH,
        needs_format="",
    )


def _make(
    item: BatchItem,
    desk: Desk,
    to: Addressee,
    placed: Placed,
    now: dt.datetime,
) -> Letter:
    used = desk.text_for(to.language)
    by = item.batch.asked_by
    corrected = item.corrects
    edition = corrected.edition + 1 if corrected else 0
    letter = Letter.objects.create(
        school=desk.school,
        pupil=item.pupil,
        kind=desk.kind.key,
        cause=item.cause,
        edition=edition,
        reason=item.reason,
        channel=to.channel,
        language=used.language,
        needs_format=to.needs_format,
        addressee=to.names,
        address=list(to.lines),
        facts=facts_of(item, desk.head, desk, to, placed),
        class_name=placed.class_name,
        version=used.version,
        head=desk.head.row,
        item=item,
        supersedes=corrected,
        made_at=now,
        made_by=by,
    )
    Recipient.objects.bulk_create(
        Recipient(
            school=desk.school,
            letter=letter,
            pupil=item.pupil,
            adult_id=adult,
            kind=letter.kind,
            cause=letter.cause,
            edition=edition,
        )
        for adult in to.adults or (None,)
    )
    return letter


@dataclass(frozen=True, slots=True)
class Placed:
    """The class and the year group of a pupil on a day."""

    class_name: str = ""
    year_group: str = ""


def placed_on(pupil: Pupil, on: dt.date) -> Placed:
    """Return where a pupil is placed on a day."""
    row = (
        Placement.objects.on(on)
        .filter(enrolment__pupil=pupil)
        .select_related("group")
        .first()
    )
    if row is None:
        return Placed()
    name = row.group.name if row.group else ""
    return Placed(name, year_group_words(row.year_group))


_PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his")}


def facts_of(
    item: BatchItem, head: Head, desk: Desk, to: Addressee, placed: Placed
) -> dict[str, object]:
    """Return everything that a text may name, as it is known now."""
    pupil = item.pupil
    he, him, his = _PRONOUNS.get(pupil.sex, ("they", "them", "their"))
    return {
        "letter_date": desk.on.isoformat(),
        "addressee": to.names,
        "salutation": to.salutation,
        "pupil_name": pupil.name,
        "pupil_first_name": pupil.known_as or pupil.first_name,
        "class_name": placed.class_name,
        "year_group": placed.year_group,
        "he_she": he,
        "him_her": him,
        "his_her": his,
        "school_name": desk.school.name,
        "reply_telephone": head.reply_telephone,
        "reply_email": head.reply_email,
        "signatory_name": head.signatory_name,
        "signatory_position": head.signatory_position,
        **dict(meeting_flags(item.facts)),
        **item.facts,
    }


def previewed(
    *, pupil: Pupil, desk: Desk, facts: Facts, to: Addressee | None = None
) -> tuple[dict[str, object], Addressee]:
    """Return the facts of a letter that is only looked at, and for whom it would be."""
    if to is None:
        circle = circle_around(pupil, desk.kind.to, desk.on)
        to = next(iter(circle.addressees), None) or replace(
            for_pupil(pupil), names=f"Parents of {pupil.name}", salutation="parents"
        )
    item = BatchItem(pupil=pupil, facts=dict(facts))
    return facts_of(item, desk.head, desk, to, placed_on(pupil, desk.on)), to

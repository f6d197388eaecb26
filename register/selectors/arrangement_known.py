"""What is known of a register's pupils who have no mark yet: what one act may take."""

from dataclasses import dataclass

from register.selectors.registers import Register
from register.selectors.roster import marks_at
from register.selectors.suggestions import suggestions_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggestion about a pupil without a mark, with the version it was seen at."""

    enrolment: int
    pupil: int
    name: str
    code: str
    words: str
    nature: str
    version: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a register, and how many of its pupils are marked or unknown."""

    offers: tuple[Offer, ...]
    of: int
    marked: int


def offers_of(register: Register) -> Offers:
    """Return what is known of the pupils of a register who are not marked, by name."""
    enrolments = register.pupils()
    marks = marks_at(register.slot, enrolments)
    open_ = [
        row for row in enrolments if row.pk not in marks or marks[row.pk].code is None
    ]
    known = suggestions_at(register.slot, [row.pk for row in open_])
    offers = tuple(
        Offer(
            enrolment=row.pk,
            pupil=row.pupil_id,
            name=row.pupil.sort_name,
            code=known[row.pk].code,
            words=known[row.pk].words,
            nature=known[row.pk].nature,
            version=marks[row.pk].version if row.pk in marks else 0,
        )
        for row in open_
        if row.pk in known
    )
    return Offers(offers, len(enrolments), len(enrolments) - len(open_))

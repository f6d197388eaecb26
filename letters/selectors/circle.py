"""Who receives a letter about a pupil, read from the school's own record."""

import datetime as dt

from letters.codes.kind import To
from letters.rules.addressees import Circle, Home, Person, circle_of
from schools.models import Contact, Pupil


def people_of(pupil: Pupil, on: dt.date) -> list[Person]:
    """Return the adults of a pupil on a day, in the order in which they are tried."""
    rows = Contact.objects.on(on).filter(pupil=pupil).select_related("adult")
    return [_person(row, on) for row in rows.order_by("priority", "id")]


def circle_around(pupil: Pupil, to: To, on: dt.date) -> Circle:
    """Return who receives a letter and who is left out; nobody, if it is the pupil's."""
    if to is To.PUPIL:
        return Circle((), ())
    home = Home(address=pupil.address, postcode=pupil.postcode)
    return circle_of(people_of(pupil, on), home, to)


def _person(row: Contact, on: dt.date) -> Person:
    adult = row.adult
    ends_on = row.court_order_ends_on
    return Person(
        adult=adult.pk,
        title=adult.title,
        first_name=adult.first_name,
        last_name=adult.last_name,
        is_responsible=row.has_parental_responsibility,
        lives_with_pupil=row.lives_with_pupil,
        channels=frozenset(row.channels),
        email=adult.email,
        address=adult.address,
        postcode=adult.postcode,
        address_is_confidential=adult.address_is_confidential,
        restriction=row.restriction,
        has_court_order=bool(row.court_order) and (ends_on is None or ends_on >= on),
        language=adult.language,
        needs_interpreter=adult.needs_interpreter,
        needs_format=adult.needs_format,
    )

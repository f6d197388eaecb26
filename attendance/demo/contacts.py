"""Writes each school's own record of the adults around its pupils."""

from __future__ import annotations

from attendance.demo.bodies import LONG_AGO
from attendance.demo.children import Stay
from attendance.demo.drawings import draw_court_order, store
from attendance.demo.guardians import Circle, Guardian
from attendance.demo.sheets import Book
from schools.models import Adult, Contact, PhoneNumber


def add_contacts(book: Book, stays: list[Stay], circles: list[Circle]) -> None:
    """Note contacts; brothers and sisters at one school share their adults."""
    known: dict[tuple[int, int, int], int] = {}
    for stay in stays:
        family = stay.child.family
        for place, guardian in enumerate(circles[family].guardians):
            key = (stay.school.id, family, place)
            if key not in known:
                known[key] = _add_adult(book, stay.school.id, guardian)
            _add_contact(book, stay, known[key], guardian, place + 1)


def _add_adult(book: Book, school_id: int, guardian: Guardian) -> int:
    adult = book.add(
        Adult,
        school_id=school_id,
        title=guardian.title,
        first_name=guardian.first_name,
        last_name=guardian.last_name,
        email=guardian.email,
        address=guardian.address,
        postcode=guardian.postcode,
        address_is_confidential=guardian.confidential,
        language=guardian.language,
        needs_interpreter=guardian.needs_interpreter,
        needs_format=guardian.needs_format,
    )
    for order, (label, number) in enumerate(guardian.numbers, start=1):
        book.add(
            PhoneNumber,
            school_id=school_id,
            adult_id=adult,
            number=number,
            label=label,
            order=order,
        )
    return adult


def _add_contact(
    book: Book, stay: Stay, adult: int, guardian: Guardian, priority: int
) -> None:
    contact = book.add(
        Contact,
        school_id=stay.school.id,
        pupil_id=stay.pupil,
        adult_id=adult,
        relationship=guardian.relationship,
        has_parental_responsibility=guardian.responsible,
        lives_with_pupil=guardian.lives_with,
        may_collect=guardian.collects,
        priority=priority,
        channels=list(guardian.channels),
        restriction=guardian.restriction,
        court_order_ends_on=guardian.order_ends_on,
        starts_on=max(stay.starts_on, LONG_AGO),
    )
    if guardian.order_ends_on is not None:
        path = f"{stay.school.id}/court-orders/{contact}.pdf"
        order = store(path, draw_court_order(guardian.restriction))
        book[Contact].change(contact, court_order=order)

"""Finds what an address names, or answers that there is no such page."""

import datetime as dt

from django.http import Http404

from register.permissions import check_may_take
from register.selectors.registers import (
    NoSuchRegister,
    Register,
    day_of,
    find_enrolment,
    find_pupil,
    find_register,
    slot_of,
)
from schools.models import Body, Enrolment, Pupil
from schools.permissions import Scope
from schools.rules.sessions import Slot
from schools.states import Act


def register_or_404(school: Body, group: int, day: str, session: str) -> Register:
    """Return the register that an address names."""
    try:
        return find_register(school, group, day, session)
    except NoSuchRegister:
        raise Http404 from None


def slot_or_404(day: str, session: str) -> Slot:
    """Return the session that an address names."""
    try:
        return slot_of(day, session)
    except NoSuchRegister:
        raise Http404 from None


def day_or(text: str | None, otherwise: dt.date) -> dt.date:
    """Return the day of a query, or another where none is given or it is none."""
    try:
        return day_of(text) if text else otherwise
    except NoSuchRegister:
        return otherwise


def check_may_read(scope: Scope, register: Register) -> None:
    """Let those read a register who watch all of them or take this one."""
    if not scope.may(Act.WATCH_REGISTERS):
        check_may_take(scope, register.group, on=register.slot.day)


def enrolment_or_404(school: Body, enrolment: int) -> Enrolment:
    """Return the enrolment that an address names."""
    try:
        return find_enrolment(school, enrolment)
    except NoSuchRegister:
        raise Http404 from None


def pupil_or_404(school: Body, pupil: int) -> Pupil:
    """Return the pupil that an address names."""
    try:
        return find_pupil(school, pupil)
    except NoSuchRegister:
        raise Http404 from None

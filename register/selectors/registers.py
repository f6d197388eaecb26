"""Finds a register by its address: a group, a day and a session."""

import datetime as dt
from dataclasses import dataclass

from core.rows import first_row
from register.rules.windows import RegisterWindow
from register.selectors.roster import roster
from register.selectors.windows import window_of
from schools.models import Body, Enrolment, Placement, Pupil, RegistrationGroup
from schools.rules.sessions import Session, Slot

SESSIONS = {session.name.lower(): session for session in Session}


class NoSuchRegister(LookupError):
    """The address names no group, day or session of this school."""


@dataclass(frozen=True, slots=True)
class Register:
    """One register: whose, and of which session."""

    school: Body
    group: RegistrationGroup
    slot: Slot

    @property
    def words(self) -> str:
        """Say which register it is: 4B, Fri 20 Nov AM."""
        return f"{self.group.name}, {self.slot.words}"

    @property
    def address(self) -> dict[str, str | int]:
        """Return what an address of this register is made of."""
        return {
            "school": self.school.slug,
            "group": self.group.pk,
            "day": self.slot.day.isoformat(),
            "session": self.slot.session.name.lower(),
        }

    def pupils(self) -> list[Enrolment]:
        """Return whom the register asks for."""
        return roster(self.group, self.slot.day)

    def window(self) -> RegisterWindow:
        """Return when it is open, or raise `NoSessionTimes`."""
        return window_of(self.school, self.group.pk, self.slot)


def day_of(text: str) -> dt.date:
    """Read a day of an address, or raise `NoSuchRegister`."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NoSuchRegister(text) from None


def slot_of(day: str, session: str) -> Slot:
    """Read a session of an address, or raise `NoSuchRegister`."""
    if session not in SESSIONS:
        raise NoSuchRegister(session)
    return Slot(day_of(day), SESSIONS[session])


def find_register(school: Body, group: int, day: str, session: str) -> Register:
    """Return the register that an address names, or raise `NoSuchRegister`."""
    slot = slot_of(day, session)
    found = first_row(
        RegistrationGroup, "id = %s and school_id = %s", [group, school.pk]
    )
    if found is None:
        raise NoSuchRegister(str(group))
    return Register(school, found, slot)


def find_enrolment(school: Body, enrolment: int) -> Enrolment:
    """Return an enrolment of a school with its pupil, or raise `NoSuchRegister`."""
    found: Enrolment | None = (
        Enrolment.objects.filter(school=school, pk=enrolment)
        .select_related("pupil")
        .first()
    )
    if found is None:
        raise NoSuchRegister(str(enrolment))
    return found


def group_of(enrolment: Enrolment, day: dt.date) -> RegistrationGroup | None:
    """Return the group whose register asks for a pupil on a day, if one does."""
    placement = (
        Placement.objects.on(day)
        .filter(enrolment=enrolment)
        .select_related("group")
        .first()
    )
    return placement.group if placement else None


def find_pupil(school: Body, pupil: int) -> Pupil:
    """Return a pupil of a school, or raise `NoSuchRegister`."""
    found: Pupil | None = Pupil.objects.filter(school=school, pk=pupil).first()
    if found is None:
        raise NoSuchRegister(str(pupil))
    return found

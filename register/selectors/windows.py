"""When a group's register is open on a day."""

from register.rules.windows import RegisterWindow
from schools.models import Body
from schools.rules.sessions import Slot
from schools.selectors.calendar import times_for


class NoSessionTimes(LookupError):
    """The school has not said when this session is; the page says where to."""


def window_of(school: Body, group_id: int | None, slot: Slot) -> RegisterWindow:
    """Return the window of a group's register, or raise `NoSessionTimes`."""
    times = times_for(school, group_id, slot.session, slot.day)
    if times is None:
        raise NoSessionTimes(
            f"No times are entered for the {slot.session.words} of {slot.day}."
        )
    return RegisterWindow(opens=times.opens, closes=times.closes, ends=times.ends)

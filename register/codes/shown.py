"""How a code is drawn: one word for the kinds of mark that the eye must tell apart."""

from __future__ import annotations

from register.codes.code import AttendanceCode, Group, StatCategory

_BY_CATEGORY = {
    StatCategory.PRESENT: "present",
    StatCategory.LATE: "late",
    StatCategory.EDUCATIONAL_ACTIVITY: "elsewhere",
    StatCategory.AUTHORISED: "authorised",
    StatCategory.UNAUTHORISED: "unauthorised",
    StatCategory.NOT_POSSIBLE: "notrequired",
    StatCategory.ADMINISTRATIVE: "notrequired",
}
UNMARKED_KIND = "none"


def shown_as(code: AttendanceCode) -> str:
    """Return the kind of mark: present, late, elsewhere, authorised and so on."""
    if code.must_be_replaced:
        return "unknown"
    if code.category is StatCategory.NOT_POSSIBLE and code.group is Group.UNABLE:
        return "unable"
    return _BY_CATEGORY[code.category]

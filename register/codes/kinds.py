"""How a code is drawn: one kind of chip for each way in which a pupil is accounted for."""

from __future__ import annotations

from register.codes.code import AttendanceCode, Group, StatCategory

_BY_GROUP = {
    Group.ELSEWHERE: "elsewhere",
    Group.UNABLE: "unable",
    Group.NOT_MARKED: "notrequired",
}
_BY_CATEGORY = {
    StatCategory.PRESENT: "present",
    StatCategory.LATE: "late",
    StatCategory.EDUCATIONAL_ACTIVITY: "elsewhere",
    StatCategory.AUTHORISED: "authorised",
    StatCategory.UNAUTHORISED: "unauthorised",
    StatCategory.NOT_POSSIBLE: "notrequired",
    StatCategory.ADMINISTRATIVE: "notrequired",
}


def kind_of(code: AttendanceCode | None) -> str:
    """Return the kind of a mark's chip, as `components/mark.jinja` lists them."""
    if code is None:
        return "none"
    if code.must_be_replaced:
        return "unknown"
    return _BY_GROUP.get(code.group) or _BY_CATEGORY[code.category]

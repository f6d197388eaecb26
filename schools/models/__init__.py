"""The rows behind schools; each file is named for its noun."""

from schools.models.access import AccessLog
from schools.models.adult import Adult, Contact, PhoneNumber
from schools.models.body import Affiliation, Body
from schools.models.calendar import Closure, HalfTerm, SessionTime
from schools.models.change import PupilChange
from schools.models.flag import Flag
from schools.models.group import GroupTeacher, Placement, RegistrationGroup
from schools.models.identity import Identity, IdentityLink, IdentityMerge, Upn
from schools.models.person import Membership, Person, StaffRelative
from schools.models.pupil import Enrolment, Pupil
from schools.models.setting import Setting

__all__ = [
    "AccessLog",
    "Adult",
    "Affiliation",
    "Body",
    "Closure",
    "Contact",
    "Enrolment",
    "Flag",
    "GroupTeacher",
    "HalfTerm",
    "Identity",
    "IdentityLink",
    "IdentityMerge",
    "Membership",
    "Person",
    "PhoneNumber",
    "Placement",
    "Pupil",
    "PupilChange",
    "RegistrationGroup",
    "SessionTime",
    "Setting",
    "StaffRelative",
    "Upn",
]

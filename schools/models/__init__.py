"""The rows behind schools; each file is named for its noun."""

from schools.models.access import AccessLog
from schools.models.adult import Adult, Contact, PhoneNumber
from schools.models.alert import Alert
from schools.models.body import Affiliation, Body
from schools.models.calendar import Closure, HalfTerm, SessionTime
from schools.models.change import PupilChange
from schools.models.check import ContactCheck
from schools.models.flag import Flag
from schools.models.group import GroupTeacher, Placement, RegistrationGroup
from schools.models.identity import Identity, IdentityLink, IdentityMerge, Upn
from schools.models.imported import ColumnMapping, Import
from schools.models.person import Membership, Person, StaffRelative
from schools.models.policy import ContactPoint, Duty, Policy
from schools.models.pupil import Enrolment, Pupil
from schools.models.rollover import Rollover
from schools.models.setting import Setting
from schools.models.supply import SupplyPass
from schools.models.training import Training

__all__ = [
    "AccessLog",
    "Adult",
    "Affiliation",
    "Alert",
    "Body",
    "Closure",
    "ColumnMapping",
    "Contact",
    "ContactCheck",
    "ContactPoint",
    "Duty",
    "Enrolment",
    "Flag",
    "GroupTeacher",
    "HalfTerm",
    "Identity",
    "IdentityLink",
    "IdentityMerge",
    "Import",
    "Membership",
    "Person",
    "PhoneNumber",
    "Placement",
    "Policy",
    "Pupil",
    "PupilChange",
    "RegistrationGroup",
    "Rollover",
    "SessionTime",
    "Setting",
    "StaffRelative",
    "SupplyPass",
    "Training",
    "Upn",
]

"""Who people are to a body, and what each role may do.

The table is the whole of it: a page asks `may(Act.…)` and never for a role.
"""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a body; one person may be several things."""

    TEACHER = "teacher"
    OFFICE = "office"
    OFFICER = "officer"
    SAFEGUARDING = "safeguarding"
    PASTORAL = "pastoral"
    HEAD = "head"
    GOVERNOR = "governor"
    TRUST_LEAD = "trust_lead"
    AUTHORITY_OFFICER = "authority_officer"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """Return the role as staff say it."""
        return _LABELS[self]


_LABELS = {
    Role.TEACHER: "Class teacher",
    Role.OFFICE: "Office staff",
    Role.OFFICER: "Attendance officer",
    Role.SAFEGUARDING: "Safeguarding lead",
    Role.PASTORAL: "Pastoral lead",
    Role.HEAD: "Headteacher",
    Role.GOVERNOR: "Governor",
    Role.TRUST_LEAD: "Trust lead",
    Role.AUTHORITY_OFFICER: "Authority officer",
    Role.ADMINISTRATOR: "Administrator",
}


class Act(StrEnum):
    """Something that not everyone may do."""

    TAKE_OWN_REGISTERS = "take own registers"
    TAKE_ANY_REGISTER = "take any register"
    AMEND_MARKS = "amend marks"
    WATCH_REGISTERS = "watch the board of registers"
    SHUT_SCHOOL = "close the school without warning"
    PLAN_TRIPS = "plan trips"
    GIVE_SUPPLY_PASSES = "give supply teachers a code"
    SEE_PUPILS = "see pupils"
    SEE_CONTACTS = "see contacts"
    EDIT_PUPILS = "edit pupils and contacts"
    SEE_FLAGS = "see need flags"
    SEE_SAFEGUARDING = "see safeguarding flags"
    SEE_FIGURES = "see figures"
    FOLLOW_UP_ABSENCE = "follow up absences of today"
    SAFEGUARD = "see and write safeguarding entries"
    CONFIRM_SWEEP = "turn unexplained N into O"
    DECIDE_LEAVE = "decide about leave of absence"
    SEND_LETTERS = "make and send letters"
    EDIT_LETTERS = "write the texts of letters"
    MANAGE_SCHOOL = "manage people, groups and calendar"
    MANAGE_SETTINGS = "choose settings"
    KEEP_PAPERS = "keep policies, duties and contact points"
    RECORD_DEATH = "record that a pupil has died"
    SEE_ACCESS_LOG = "see who opened which record"
    COMPARE_SCHOOLS = "compare schools"
    MANAGE_ACCOUNTS = "manage accounts and jobs"


_SCHOOL_STAFF = {Act.SEE_PUPILS, Act.SEE_FIGURES}
_CASE_STAFF = _SCHOOL_STAFF | {
    Act.TAKE_ANY_REGISTER,
    Act.WATCH_REGISTERS,
    Act.SEE_CONTACTS,
    Act.SEE_FLAGS,
    Act.FOLLOW_UP_ABSENCE,
    Act.PLAN_TRIPS,
    Act.SEND_LETTERS,
}

MAY: dict[Role, frozenset[Act]] = {
    Role.TEACHER: frozenset(_SCHOOL_STAFF | {Act.TAKE_OWN_REGISTERS}),
    Role.OFFICE: frozenset(
        _CASE_STAFF | {Act.AMEND_MARKS, Act.EDIT_PUPILS, Act.GIVE_SUPPLY_PASSES}
    ),
    Role.OFFICER: frozenset(
        _CASE_STAFF | {Act.AMEND_MARKS, Act.EDIT_PUPILS, Act.CONFIRM_SWEEP}
    ),
    Role.SAFEGUARDING: frozenset(
        _CASE_STAFF
        | {Act.RECORD_DEATH, Act.EDIT_PUPILS, Act.SEE_SAFEGUARDING, Act.SAFEGUARD}
    ),
    Role.PASTORAL: frozenset(_CASE_STAFF),
    Role.HEAD: frozenset(
        _CASE_STAFF
        | {
            Act.KEEP_PAPERS,
            Act.RECORD_DEATH,
            Act.AMEND_MARKS,
            Act.EDIT_PUPILS,
            Act.SHUT_SCHOOL,
            Act.GIVE_SUPPLY_PASSES,
            Act.SEE_SAFEGUARDING,
            Act.SAFEGUARD,
            Act.CONFIRM_SWEEP,
            Act.DECIDE_LEAVE,
            Act.EDIT_LETTERS,
            Act.MANAGE_SCHOOL,
            Act.MANAGE_SETTINGS,
            Act.SEE_ACCESS_LOG,
        }
    ),
    Role.GOVERNOR: frozenset({Act.SEE_FIGURES}),
    Role.TRUST_LEAD: frozenset(
        {
            Act.KEEP_PAPERS,
            Act.SEE_PUPILS,
            Act.SEE_FLAGS,
            Act.SEE_FIGURES,
            Act.WATCH_REGISTERS,
            Act.SEE_ACCESS_LOG,
            Act.COMPARE_SCHOOLS,
            Act.MANAGE_SETTINGS,
            Act.EDIT_LETTERS,
        }
    ),
    Role.AUTHORITY_OFFICER: frozenset({Act.KEEP_PAPERS, Act.COMPARE_SCHOOLS}),
    Role.ADMINISTRATOR: frozenset(
        {
            Act.KEEP_PAPERS,
            Act.MANAGE_SCHOOL,
            Act.MANAGE_SETTINGS,
            Act.EDIT_LETTERS,
            Act.MANAGE_ACCOUNTS,
            Act.GIVE_SUPPLY_PASSES,
        }
    ),
}


class BodyKind(StrEnum):
    """The four kinds of body; settings are looked up from the school outwards."""

    NATION = "nation"
    AUTHORITY = "authority"
    TRUST = "trust"
    SCHOOL = "school"


ROLES_OF: dict[BodyKind, tuple[Role, ...]] = {
    BodyKind.SCHOOL: (
        Role.TEACHER,
        Role.OFFICE,
        Role.OFFICER,
        Role.SAFEGUARDING,
        Role.PASTORAL,
        Role.HEAD,
        Role.GOVERNOR,
        Role.ADMINISTRATOR,
    ),
    BodyKind.TRUST: (Role.TRUST_LEAD,),
    BodyKind.AUTHORITY: (Role.AUTHORITY_OFFICER,),
    BodyKind.NATION: (Role.ADMINISTRATOR,),
}
"""Which roles a body of each kind can give."""

"""What is known of one attendance code of one code set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from core.periods import Period

CodeSet = Literal["2024", "2006", "2006-covid"]
SessionName = Literal["AM", "PM"]


class StatCategory(Enum):
    """What a mark counts as in the national statistics."""

    PRESENT = "present"
    LATE = "late, attending"
    EDUCATIONAL_ACTIVITY = "approved educational activity"
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible attendance"
    ADMINISTRATIVE = "administrative, not collected"


ATTENDED = frozenset(
    {StatCategory.PRESENT, StatCategory.LATE, StatCategory.EDUCATIONAL_ACTIVITY}
)
ABSENT = frozenset({StatCategory.AUTHORISED, StatCategory.UNAUTHORISED})


class AgeLimit(Enum):
    """Whose code it is, by compulsory school age on the day of the session."""

    ANY = "any age"
    COMPULSORY = "pupils of compulsory school age"
    NON_COMPULSORY = "pupils who are not of compulsory school age"


class Group(Enum):
    """Where the code stands on the key pad, as the tables of regulation 10 do."""

    IN_SCHOOL = "In school"
    ELSEWHERE = "Learning elsewhere"
    LEAVE = "Leave"
    AUTHORISED = "Other authorised absence"
    UNABLE = "Unable to attend"
    UNAUTHORISED = "Unauthorised absence"
    NOT_MARKED = "Not marked by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCode:
    """One code: what it means, what it counts as, and who may be given it when.

    `letter` is stored in year rows and therefore never changes or is used again.
    `doubt` says what in the row was not read in the text of its source.
    """

    code_set: CodeSet
    code: str
    letter: str
    title: str
    meaning: str
    valid: Period
    category: StatCategory
    group: Group
    source: str
    is_late: bool = False
    pupil_on_site: bool = False
    session: SessionName | None = None
    age: AgeLimit = AgeLimit.ANY
    nature_required: bool = False
    prior_approval: str = ""
    must_be_replaced: bool = False
    penalty_threshold: bool = False
    attendance_return: bool = False
    ground_i: bool = False
    sickness_return: bool = False
    successor: str = ""
    doubt: str = ""

    @property
    def counts_as_possible(self) -> bool:
        return self.category in ATTENDED or self.category in ABSENT

    @property
    def counts_as_present(self) -> bool:
        return self.category in ATTENDED

    @property
    def counts_as_absent(self) -> bool:
        return self.category in ABSENT

    @property
    def counts_as_authorised(self) -> bool:
        return self.category is StatCategory.AUTHORISED

    @property
    def counts_as_unauthorised(self) -> bool:
        return self.category is StatCategory.UNAUTHORISED

    @property
    def is_entered_by_hand(self) -> bool:
        return self.group is not Group.NOT_MARKED

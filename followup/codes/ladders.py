"""Ready ladders of days: rows that ship with the product as the nation's.

Each is the content of one school's or county's written procedure, in our words. Where a
procedure and the law differ (a code after ten days), the law's step stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from followup.codes.steps import StepKind as Do
from followup.codes.steps import Whom
from schools.states import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is due from a day to a day of an absence, for whom, and who sees to it."""

    days: tuple[int, int]
    do: Do
    role: Role
    words: str
    whom: Whom = Whom.EVERYONE
    is_daily: bool = False
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLadder:
    """One procedure: its key in the setting, its name, where it comes from, its steps."""

    key: str
    name: str
    source: str
    steps: tuple[Step, ...]


OFFICE, OFFICER, PASTORAL = Role.OFFICE, Role.OFFICER, Role.PASTORAL
LEAD = Role.SAFEGUARDING

VISITS_BY_DAY_THREE = ReadyLadder(
    key="visits_from_day_three",
    name="Calls on days 1 and 2, visit on days 3 and 4, referral on day 5",
    source="A primary school's attendance policy, App. 3",
    steps=(
        Step(
            days=(1, 2),
            do=Do.MESSAGE,
            role=OFFICER,
            is_daily=True,
            words="Message all parents and ask them to get in touch at once.",
        ),
        Step(
            days=(1, 4),
            do=Do.CALL,
            role=OFFICE,
            is_daily=True,
            is_mandatory=True,
            words="Call every contact on the record.",
        ),
        Step(
            days=(1, 2),
            do=Do.DECIDE_VISIT,
            role=PASTORAL,
            is_daily=True,
            words="Decide on a visit if anything worries you or nobody was reached.",
        ),
        Step(
            days=(1, 1),
            do=Do.ALERT_LEAD,
            role=PASTORAL,
            whom=Whom.VULNERABLE,
            words="Enter the concern for the safeguarding lead.",
        ),
        Step(
            days=(1, 1),
            do=Do.TELL_WORKERS,
            role=LEAD,
            whom=Whom.SOCIAL_CARE,
            is_mandatory=True,
            words="Tell the social worker or youth justice worker.",
        ),
        Step(
            days=(3, 4),
            do=Do.VISIT,
            role=PASTORAL,
            is_mandatory=True,
            words="Visit the home; enter what was found.",
        ),
        Step(
            days=(3, 4),
            do=Do.LETTER,
            role=PASTORAL,
            words="Hand over the letter on unauthorised absence if nobody answers.",
        ),
        Step(
            days=(5, 5),
            do=Do.REFER_MISSING,
            role=OFFICER,
            is_mandatory=True,
            words="Whereabouts unknown and the home visited: refer to the authority.",
        ),
        Step(
            days=(5, 5),
            do=Do.LEAVE,
            role=OFFICER,
            words="Found and still away: follow up as leave in term time.",
        ),
        Step(
            days=(5, 5),
            do=Do.TELL_TEACHER,
            role=OFFICER,
            words="Tell the class teacher the outcome.",
        ),
    ),
)

SAFE_BY_DAY_THREE = ReadyLadder(
    key="safe_and_well_by_day_three",
    name="A decision on a visit each day, safe and well by day 3",
    source="An academy's attendance policy, App. 6 and s8.1",
    steps=(
        Step(
            days=(1, 1),
            do=Do.MESSAGE,
            role=OFFICE,
            words="Message the parents.",
        ),
        Step(
            days=(1, 3),
            do=Do.CALL,
            role=OFFICE,
            is_daily=True,
            is_mandatory=True,
            words="Call every contact on the record.",
        ),
        Step(
            days=(1, 3),
            do=Do.ALERT_LEAD,
            role=OFFICER,
            is_daily=True,
            is_mandatory=True,
            words="Tell the safeguarding lead that nobody was reached.",
        ),
        Step(
            days=(1, 1),
            do=Do.TELL_WORKERS,
            role=LEAD,
            whom=Whom.SOCIAL_CARE,
            is_mandatory=True,
            words="Tell the social worker or youth justice worker.",
        ),
        Step(
            days=(1, 2),
            do=Do.DECIDE_VISIT,
            role=LEAD,
            is_daily=True,
            is_mandatory=True,
            words="Decide whether to visit today, and write down why.",
        ),
        Step(
            days=(2, 3),
            do=Do.ASK_SIBLINGS,
            role=OFFICER,
            words="Ask the schools of brothers and sisters.",
        ),
        Step(
            days=(2, 3),
            do=Do.ASK_AROUND,
            role=OFFICER,
            words="Ask neighbours and friends.",
        ),
        Step(
            days=(3, 3),
            do=Do.VISIT,
            role=LEAD,
            is_mandatory=True,
            words="Safe and well visit: two staff, after a risk assessment.",
        ),
        Step(
            days=(3, 3),
            do=Do.POLICE,
            role=LEAD,
            words="Child not seen: ask the police for a safe and well check.",
        ),
        Step(
            days=(6, 6),
            do=Do.REVIEW,
            role=LEAD,
            is_mandatory=True,
            words="More than a week: safeguarding lead and officer decide, home visited.",
        ),
        Step(
            days=(10, 10),
            do=Do.REFER_MISSING,
            role=OFFICER,
            is_mandatory=True,
            words="No contact with parent or pupil: refer to the authority.",
        ),
    ),
)

REMINDER_ON_DAY_FIVE = ReadyLadder(
    key="reminder_on_day_five",
    name="Message and call by 11:00, visit or referral, reminder on day 5",
    source="A special school's attendance policy, s4.2 and s4.5",
    steps=(
        Step(
            days=(1, 20),
            do=Do.CALL,
            role=OFFICE,
            is_daily=True,
            is_mandatory=True,
            words="Call the family on each day on which the absence goes on.",
        ),
        Step(
            days=(1, 1),
            do=Do.MESSAGE,
            role=OFFICE,
            words="Remind the family by message.",
        ),
        Step(
            days=(1, 1),
            do=Do.DECIDE_VISIT,
            role=LEAD,
            words="Nobody reached: decide on an unannounced visit, social care or police.",
        ),
        Step(
            days=(1, 1),
            do=Do.TELL_WORKERS,
            role=LEAD,
            whom=Whom.SOCIAL_CARE,
            is_mandatory=True,
            words="Tell the youth justice worker or social worker.",
        ),
        Step(
            days=(2, 2),
            do=Do.REVIEW,
            role=OFFICER,
            words="Consider the education welfare officer.",
        ),
        Step(
            days=(5, 5),
            do=Do.LETTER,
            role=OFFICE,
            is_mandatory=True,
            words="Send the reminder that no explanation has been given.",
        ),
        Step(
            days=(10, 10),
            do=Do.REVIEW,
            role=OFFICER,
            is_mandatory=True,
            words="Still unexplained: attendance lead reviews the case and its codes.",
        ),
    ),
)

COUNTY_CHECKLIST = ReadyLadder(
    key="county_checklist",
    name="County checklist: day 1, days 2 to 10 (5 if vulnerable), referral",
    source="A county's process for a pupil absent with no contact",
    steps=(
        Step(
            days=(1, 20),
            do=Do.CALL,
            role=OFFICE,
            is_daily=True,
            is_mandatory=True,
            words="Try parent and all emergency contacts; go on with all checks.",
        ),
        Step(
            days=(1, 1),
            do=Do.ASK_SIBLINGS,
            role=OFFICE,
            words="Check with brothers and sisters in other schools.",
        ),
        Step(
            days=(1, 1),
            do=Do.ASK_STAFF,
            role=OFFICE,
            words="Ask what other staff may know.",
        ),
        Step(
            days=(1, 1),
            do=Do.SOCIAL_CARE,
            role=LEAD,
            whom=Whom.SOCIAL_CARE,
            is_mandatory=True,
            words="Social care involved: refer at once and do not wait for day 10.",
        ),
        Step(
            days=(1, 1),
            do=Do.TELL_WORKERS,
            role=LEAD,
            whom=Whom.SOCIAL_CARE,
            is_mandatory=True,
            words="Tell the linked social worker or team manager.",
        ),
        Step(
            days=(1, 1),
            do=Do.VISIT,
            role=PASTORAL,
            whom=Whom.VULNERABLE,
            is_mandatory=True,
            words="Visit the home; no answer: leave a letter and keep a copy.",
        ),
        Step(
            days=(1, 1),
            do=Do.ASK_AROUND,
            role=OFFICER,
            whom=Whom.VULNERABLE,
            words="Ask neighbours, friends, family and agencies involved.",
        ),
        Step(
            days=(2, 10),
            do=Do.VISIT,
            role=PASTORAL,
            whom=Whom.NOT_VULNERABLE,
            is_mandatory=True,
            words="Visit the home; no answer: leave a letter and keep a copy.",
        ),
        Step(
            days=(2, 10),
            do=Do.ASK_HEALTH,
            role=OFFICER,
            whom=Whom.NOT_VULNERABLE,
            words="Check with health professionals such as the school nurse.",
        ),
        Step(
            days=(2, 5),
            do=Do.ASK_HEALTH,
            role=OFFICER,
            whom=Whom.VULNERABLE,
            words="Check with health professionals such as the school nurse.",
        ),
        Step(
            days=(2, 5),
            do=Do.TELL_WORKERS,
            role=LEAD,
            whom=Whom.VULNERABLE,
            is_daily=True,
            words="Keep in touch with the named worker.",
        ),
        Step(
            days=(2, 5),
            do=Do.POLICE,
            role=LEAD,
            whom=Whom.VULNERABLE,
            words="Check with the police, if appropriate.",
        ),
        Step(
            days=(5, 5),
            do=Do.REFER_MISSING,
            role=OFFICER,
            whom=Whom.VULNERABLE,
            is_mandatory=True,
            words="Refer to the authority with the chronology; a visit must be on it.",
        ),
        Step(
            days=(10, 10),
            do=Do.REFER_MISSING,
            role=OFFICER,
            whom=Whom.NOT_VULNERABLE,
            is_mandatory=True,
            words="Refer to the authority with the chronology; a visit must be on it.",
        ),
        Step(
            days=(20, 20),
            do=Do.REVIEW,
            role=OFFICER,
            words="Twenty school days: review with the authority's officer; every code G,"
            " N or O and joint enquiries before a name may be removed.",
        ),
    ),
)

READY_LADDERS = (
    VISITS_BY_DAY_THREE,
    SAFE_BY_DAY_THREE,
    REMINDER_ON_DAY_FIVE,
    COUNTY_CHECKLIST,
)

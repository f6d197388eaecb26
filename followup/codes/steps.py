"""What a step of a ladder asks for, and of whom."""

from enum import StrEnum


class Whom(StrEnum):
    """To which pupils a step of a ladder applies."""

    EVERYONE = "everyone"
    VULNERABLE = "vulnerable"
    NOT_VULNERABLE = "not_vulnerable"
    SOCIAL_CARE = "social_care"

    @property
    def label(self) -> str:
        """Return it as a ladder says it."""
        return _WHOM[self]


_WHOM = {
    Whom.EVERYONE: "every pupil",
    Whom.VULNERABLE: "vulnerable pupils",
    Whom.NOT_VULNERABLE: "pupils not known to be vulnerable",
    Whom.SOCIAL_CARE: "pupils with a social worker or in care",
}


class StepKind(StrEnum):
    """What a step of a ladder asks for."""

    MESSAGE = "message"
    CALL = "call"
    ASK_STAFF = "ask_staff"
    ASK_SIBLINGS = "ask_siblings"
    ASK_AROUND = "ask_around"
    ASK_HEALTH = "ask_health"
    ALERT_LEAD = "alert_lead"
    TELL_WORKERS = "tell_workers"
    DECIDE_VISIT = "decide_visit"
    VISIT = "visit"
    LETTER = "letter"
    POLICE = "police"
    SOCIAL_CARE = "social_care"
    REFER_MISSING = "refer_missing"
    LEAVE = "leave"
    TELL_TEACHER = "tell_teacher"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """Return it as a list of what is due says it."""
        return _STEP[self]


_STEP = {
    StepKind.MESSAGE: "Message to parents",
    StepKind.CALL: "Call every contact",
    StepKind.ASK_STAFF: "Ask what other staff know",
    StepKind.ASK_SIBLINGS: "Ask brothers and sisters, and their schools",
    StepKind.ASK_AROUND: "Ask neighbours, friends and family",
    StepKind.ASK_HEALTH: "Ask the school nurse or GP",
    StepKind.ALERT_LEAD: "Tell the safeguarding lead",
    StepKind.TELL_WORKERS: "Tell the social worker or youth justice worker",
    StepKind.DECIDE_VISIT: "Decide on a visit, with the reasons",
    StepKind.VISIT: "Visit the home",
    StepKind.LETTER: "Letter",
    StepKind.POLICE: "Ask the police for a check",
    StepKind.SOCIAL_CARE: "Refer to social care",
    StepKind.REFER_MISSING: "Refer as a child missing education",
    StepKind.LEAVE: "Follow up as leave in term time",
    StepKind.TELL_TEACHER: "Tell the class teacher",
    StepKind.REVIEW: "Review",
}

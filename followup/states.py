"""The words in which an absence day is kept: outcomes, ways, steps, ends."""

from enum import IntEnum, StrEnum


class Need(IntEnum):
    """How soon a child who is not where everyone thinks must be found; least is first."""

    SOCIAL_CARE = 0
    VULNERABLE = 1
    OTHER = 2


class Why(StrEnum):
    """Why a pupil stands on the list."""

    NO_REASON = "no_reason"
    NO_MARK = "no_mark"

    @property
    def label(self) -> str:
        """Return it as the list says it."""
        return _WHY[self]


_WHY = {
    Why.NO_REASON: "Absent, no reason known",
    Why.NO_MARK: "No mark in a register that was handed in",
}


class Ending(StrEnum):
    """How a line of the list came to its end; "no answer" is not among them."""

    REASON = "reason"
    RATIONALE = "rationale"
    ARRIVED = "arrived"
    RECORDED = "recorded"

    @property
    def label(self) -> str:
        """Return it as the list says it."""
        return _ENDING[self]


_ENDING = {
    Ending.REASON: "Reason given, reassuring",
    Ending.RATIONALE: "Reason given, rationale written",
    Ending.ARRIVED: "In school after all",
    Ending.RECORDED: "Recorded on the register with its reason",
}


class Outcome(StrEnum):
    """What came of one attempt to reach somebody."""

    SPOKE = "spoke"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return it as staff say it."""
        return _OUTCOME[self]


_OUTCOME = {
    Outcome.SPOKE: "Spoke",
    Outcome.VOICEMAIL: "Left a voicemail",
    Outcome.NO_ANSWER: "No answer",
    Outcome.WRONG_NUMBER: "Wrong or dead number",
    Outcome.REFUSED: "Would not say",
}


class Way(StrEnum):
    """How a parent told the school, or the school asked a parent."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    OFFICE = "office"
    LINK = "link"

    @property
    def label(self) -> str:
        """Return it as staff say it."""
        return _WAY[self]


_WAY = {
    Way.PHONE: "Telephone",
    Way.TEXT: "Text message",
    Way.EMAIL: "E-mail",
    Way.OFFICE: "Came to the office",
    Way.LINK: "Link in a message",
}


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


class StepEnd(StrEnum):
    """What became of a due step."""

    DONE = "done"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        """Return it as a chronology says it."""
        return "Done" if self is StepEnd.DONE else "Not done, with the reasons"


class Delivery(StrEnum):
    """What is known of a message's fate."""

    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Return it as the outbox says it."""
        return _DELIVERY[self]


_DELIVERY = {
    Delivery.UNKNOWN: "Not known whether it was sent",
    Delivery.ACCEPTED: "Sent",
    Delivery.DELIVERED: "Delivered",
    Delivery.FAILED: "Not delivered",
}

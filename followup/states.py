"""The words in which an absence day is kept: outcomes, ways, ends."""

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

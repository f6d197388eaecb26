"""What a body may choose, with what law and guidance say of the choice.

An answer is a row (body, key, value, dates, who chose it); its value is JSON:

| kind      | JSON                                                              |
|-----------|-------------------------------------------------------------------|
| INTEGER   | 30                                                                |
| TIME      | "08:50" (Europe/London)                                           |
| YES_NO    | true                                                              |
| CHOICE    | "ask": the key of one of the question's choices                   |
| ROLES     | ["office", "head"]: keys of roles                                 |
| CODES     | ["/", "L", "N"]: attendance codes                                 |
| BANDS     | [{"name", "at_least", "shape", "colour", "words"}, …], best first |

`at_least` of a band is a number of percent, 0 to 100, as a JSON number or a string
("92.5"). Nothing in code answers a question: `NATIONAL_ANSWERS` are rows that ship
with the product as the nation's, and any body may answer nearer to a school.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schools.codes.question import (
    Kind,
    Layer,
    Question,
    Value,
    Warn,
    nothing_to_warn,
    warn_over,
    warn_under,
)
from schools.codes.questions_absence import ABSENCE_QUESTIONS

__all__ = ["BY_KEY", "QUESTIONS", "Kind", "Layer", "Question", "Value", "Warn"]

_LEAVE_CODES = frozenset({"C", "C1", "C2", "J1", "S"})


def _warn_of_leave(value: Value) -> str | None:
    leave = sorted(_LEAVE_CODES.intersection(value))
    if not leave:
        return None
    return (
        f"Leave codes ({', '.join(leave)}) say that leave was granted: for the head or "
        "someone the school authorises (SI 2024/208 reg 11)."
    )


def _codes(role: str, who: str, warn: Warn = nothing_to_warn) -> Question:
    return Question(
        key=f"codes_{role}",
        label=f"Codes that {who} may enter",
        kind=Kind.CODES,
        layer=Layer.LOCAL,
        guidance="The law says which code is right, the school who may enter it.",
        source="School's own arrangements",
        warn=warn,
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        key="register_open_minutes",
        label="Longest time for which a register stays open",
        kind=Kind.INTEGER,
        unit="minutes",
        layer=Layer.GUIDANCE,
        guidance="At most 30 minutes, the same in every session, said in the policy.",
        source="WTISA 2024, on closing the register",
        least=1,
        most=120,
        warn=warn_over(30, "Guidance asks for 30 minutes at most (WTISA 2024)."),
    ),
    Question(
        key="amending_roles",
        label="Who may change a mark after the register has closed",
        kind=Kind.ROLES,
        layer=Layer.LOCAL,
        guidance="Every change keeps both entries, the reason, and who made it when.",
        source="SI 2024/208 reg 6",
    ),
    _codes("teacher", "class teachers", _warn_of_leave),
    _codes("office", "office staff"),
    _codes("officer", "attendance officers"),
    _codes("safeguarding", "safeguarding leads", _warn_of_leave),
    _codes("pastoral", "pastoral leads", _warn_of_leave),
    _codes("head", "the head"),
    Question(
        key="transport_lates",
        label="Late arrival on authority transport",
        kind=Kind.CHOICE,
        choices=MappingProxyType(
            {
                "same": "Marked L or U like any other",
                "ask": "Ask first whether the transport was late",
            }
        ),
        layer=Layer.LOCAL,
        guidance="U is only for arrivals to which no other code applies; see Y1.",
        source="SI 2024/208 reg 10 Table 3",
    ),
    Question(
        key="sign_out_is_authorised",
        label="A senior leader authorises each pupil who leaves early",
        kind=Kind.YES_NO,
        layer=Layer.LOCAL,
        guidance="The desk then asks whose word it was before it signs a pupil out.",
        source="School's own policy",
    ),
    Question(
        key="minimum_contacts",
        label="Fewest people with a telephone number for each pupil",
        kind=Kind.INTEGER,
        unit="contacts",
        layer=Layer.LAW,
        guidance="Law: a number for each parent the pupil lives with. Guidance: more "
        "than one person.",
        source="SI 2024/208 reg 8; WTISA 2024 p67",
        least=1,
        most=9,
        warn=warn_under(2, "Guidance asks for more than one person (WTISA 2024 p67)."),
    ),
    Question(
        key="contact_check_months",
        label="Contacts are gone through with each family every",
        kind=Kind.INTEGER,
        unit="months",
        layer=Layer.LOCAL,
        guidance="Numbers that nobody asked about for a year are often dead.",
        source="School's own policy",
        least=1,
        most=24,
    ),
    Question(
        key="bands",
        label="Bands of attendance",
        kind=Kind.BANDS,
        layer=Layer.LOCAL,
        guidance="Persistent absence is missing 10% or more; no band changes that.",
        source="School's own policy",
    ),
    Question(
        key="parents_report_by",
        label="Parents report an absence by",
        kind=Kind.TIME,
        layer=Layer.LOCAL,
        guidance="Reasons that come later are accepted as well.",
        source="School's own policy",
    ),
    Question(
        key="leave_notice_days",
        label="Notice for leave of absence",
        kind=Kind.INTEGER,
        unit="days",
        layer=Layer.LOCAL,
        guidance="Law asks only that leave is asked for in advance.",
        source="SI 2024/208 reg 11",
        least=0,
        most=90,
    ),
    Question(
        key="leave_deciding_roles",
        label="Who decides about leave of absence",
        kind=Kind.ROLES,
        layer=Layer.LAW,
        guidance="Only somebody whom the school has authorised grants leave.",
        source="SI 2024/208 reg 11",
    ),
    Question(
        key="medical_evidence_after_days",
        label="Ask for medical evidence when an illness is longer than",
        kind=Kind.INTEGER,
        unit="days",
        layer=Layer.GUIDANCE,
        guidance="Only where there is genuine and reasonable doubt, never as routine.",
        source="WTISA 2024 para 374",
        least=1,
        most=60,
        warn=warn_under(
            5, "Asking this early is routine rather than doubt (WTISA 374)."
        ),
    ),
    Question(
        key="persistent_lateness_marks",
        label="Late marks in a half term that are a pattern",
        kind=Kind.INTEGER,
        unit="late marks",
        layer=Layer.LOCAL,
        guidance="L and U together, as the national figures count lateness.",
        source="School's own policy",
        least=1,
        most=60,
    ),
    *ABSENCE_QUESTIONS,
    Question(
        key="has_rewards",
        label="Rewards for attendance",
        kind=Kind.YES_NO,
        layer=Layer.LOCAL,
        guidance="Some schools reward rising attendance, others leave it be.",
        source="School's own policy",
    ),
    Question(
        key="idle_sign_out_minutes",
        label="Sign out after so long without a key press",
        kind=Kind.INTEGER,
        unit="minutes",
        layer=Layer.LOCAL,
        guidance="Marks typed and not yet saved are kept on the device.",
        source="DfE digital standards for schools, on data protection",
        least=10,
        most=60,
    ),
)

BY_KEY: Mapping[str, Question] = MappingProxyType({q.key: q for q in QUESTIONS})

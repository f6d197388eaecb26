"""Which answer holds: the nearest body's of that day, and nothing if there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from core.periods import Period
from schools.codes.questions import BY_KEY, QUESTIONS, Value
from schools.rules.answers import bands_of, time_of
from schools.rules.bands import Band
from schools.states import BodyKind, Role

NEAREST_FIRST = (
    BodyKind.SCHOOL,
    BodyKind.TRUST,
    BodyKind.AUTHORITY,
    BodyKind.NATION,
)


class MissingAnswer(LookupError):
    """No body answers a question on a day; code has no answer of its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row: what a body of one of the four kinds chose, from a day to a day."""

    body: BodyKind
    key: str
    value: Value
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a school has chosen, or others for it, on one day."""

    register_open_minutes: int
    amending_roles: frozenset[Role]
    codes: Mapping[Role, frozenset[str]]
    asks_about_transport: bool
    sign_out_is_authorised: bool
    minimum_contacts: int
    contact_check_months: int
    bands: tuple[Band, ...]
    parents_report_by: time
    leave_notice_days: int
    leave_deciding_roles: frozenset[Role]
    medical_evidence_after_days: int
    persistent_lateness_marks: int
    daily_list_at: time
    absence_ladder: str
    claim_minutes: int
    messages_go_out: str
    pupils_report_from_year: int
    weekly_sweep_on: int | None
    weekly_sweep_at: time
    evidence_spells: int
    return_interview_after: int
    return_meeting_after_days: int
    has_rewards: bool
    idle_sign_out_minutes: int

    def codes_for(self, roles: Iterable[Role]) -> frozenset[str]:
        """Return the codes that a person who holds these roles may enter."""
        return frozenset().union(*(self.codes.get(r, frozenset()) for r in roles))


def answer_on(key: str, day: date, answers: Iterable[Answer]) -> Answer:
    """Return the answer that holds for a school on a day, or raise `MissingAnswer`.

    `answers` are those of the school and of its trust, authority and nation on that
    day: the nearest body wins.
    """
    holding = [a for a in answers if a.key == key and day in a.period]
    if not holding:
        label = BY_KEY[key].label
        msg = f"Nobody has answered “{label}” for {day.day} {day:%B %Y}."
        raise MissingAnswer(msg)
    return min(holding, key=lambda answer: NEAREST_FIRST.index(answer.body))


def policy_on(day: date, answers: Iterable[Answer]) -> Policy:
    """Return the policy of a school on a day; every question must be answered."""
    known = tuple(answers)
    values = {q.key: answer_on(q.key, day, known).value for q in QUESTIONS}
    return _policy(values)


def _policy(values: Mapping[str, Value]) -> Policy:
    codes = {
        role: frozenset(values[f"codes_{role.value}"])
        for role in Role
        if f"codes_{role.value}" in values
    }
    plain = (
        "register_open_minutes",
        "sign_out_is_authorised",
        "minimum_contacts",
        "contact_check_months",
        "leave_notice_days",
        "medical_evidence_after_days",
        "persistent_lateness_marks",
        "absence_ladder",
        "claim_minutes",
        "messages_go_out",
        "pupils_report_from_year",
        "evidence_spells",
        "return_interview_after",
        "return_meeting_after_days",
        "has_rewards",
        "idle_sign_out_minutes",
    )
    return Policy(
        amending_roles=frozenset(map(Role, values["amending_roles"])),
        leave_deciding_roles=frozenset(map(Role, values["leave_deciding_roles"])),
        codes=MappingProxyType(codes),
        asks_about_transport=values["transport_lates"] == "ask",
        bands=bands_of(values["bands"]),
        parents_report_by=time_of(values["parents_report_by"]),
        daily_list_at=time_of(values["daily_list_at"]),
        weekly_sweep_on=_weekday(values["weekly_sweep_on"]),
        weekly_sweep_at=time_of(values["weekly_sweep_at"]),
        **{key: values[key] for key in plain},
    )


def _weekday(value: Value) -> int | None:
    """Return the weekday of a choice, Monday being 0, or None for no day at all."""
    return int(value) if str(value).isdigit() else None

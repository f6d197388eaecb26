"""What each school chose, when, and which made-up meeting chose it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

_LAST_YEAR = dt.date(2025, 9, 1)
_THIS_YEAR = dt.date(2026, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer of one body to one question, from a day to a day."""

    body: str
    key: str
    value: Any
    chosen_by: str
    source: str
    starts_on: dt.date = _LAST_YEAR
    ends_on: dt.date | None = None


def _band(
    name: str, at_least: str, shape: str, colour: str, words: str
) -> dict[str, str]:
    return {
        "name": name,
        "at_least": at_least,
        "shape": shape,
        "colour": colour,
        "words": words,
    }


FIVE_BANDS = [
    _band("Green", "97", "circle", "green", "97% or more"),
    _band("Group 2", "95", "diamond", "yellow", "95% to under 97%"),
    _band("Amber", "93", "triangle", "orange", "93% to under 95%"),
    _band("Pink", "90", "octagon", "pink", "90% to under 93%"),
    _band("Red", "0", "square", "red", "under 90%"),
]
LADDER = [
    _band("On track", "97", "circle", "green", "97% or more"),
    _band("Step 1", "95", "diamond", "yellow", "95% to under 97%"),
    _band("Step 2", "90", "triangle", "orange", "90% to under 95%"),
    _band("Step 3", "50", "octagon", "red", "50% to under 90%"),
    _band("Step 4", "0", "square", "red", "under 50%"),
]

_PRIMARY_POLICY = "Attendance policy of Marlowbrook, September 2025"
_ACADEMY_POLICY = "Attendance procedures of Quillhaven, September 2025"
_SPECIAL_POLICY = "Attendance policy of Fernwick Lodge, September 2025"


def _chosen(
    body: str, chosen_by: str, source: str, **answers: Any
) -> tuple[Choice, ...]:
    return tuple(
        Choice(body=body, key=key, value=value, chosen_by=chosen_by, source=source)
        for key, value in answers.items()
    )


CHOICES: tuple[Choice, ...] = (
    *_chosen(
        "primary",
        "Governing body, 8 July 2025, minute 6",
        _PRIMARY_POLICY,
        bands=FIVE_BANDS,
        minimum_contacts=2,
        leave_notice_days=28,
        medical_evidence_after_days=5,
        has_rewards=True,
        register_open_minutes=30,
        daily_list_at="09:30",
        absence_ladder="visits_from_day_three",
        weekly_sweep_on="4",
        weekly_sweep_at="16:00",
    ),
    Choice(
        body="primary",
        key="parents_report_by",
        value="09:00",
        chosen_by="Governing body, 8 July 2025, minute 6",
        source=_PRIMARY_POLICY,
        ends_on=_THIS_YEAR,
    ),
    Choice(
        body="primary",
        key="parents_report_by",
        value="08:45",
        chosen_by="Governing body, 7 July 2026, minute 4",
        source="Attendance policy of Marlowbrook, September 2026",
        starts_on=_THIS_YEAR,
    ),
    *_chosen(
        "academy",
        "Academy council, 2 July 2025, item 5",
        _ACADEMY_POLICY,
        bands=LADDER,
        minimum_contacts=3,
        medical_evidence_after_days=5,
        persistent_lateness_marks=5,
        parents_report_by="09:00",
        register_open_minutes=40,
        daily_list_at="09:30",
        absence_ladder="safe_and_well_by_day_three",
    ),
    *_chosen(
        "special",
        "Governing body, 10 July 2025, minute 9",
        _SPECIAL_POLICY,
        minimum_contacts=3,
        leave_notice_days=14,
        medical_evidence_after_days=5,
        parents_report_by="08:50",
        transport_lates="ask",
        register_open_minutes=30,
        daily_list_at="09:40",
        absence_ladder="reminder_on_day_five",
        weekly_sweep_on="4",
        weekly_sweep_at="15:00",
    ),
    Choice(
        body="trust",
        key="idle_sign_out_minutes",
        value=30,
        chosen_by="Trust board, 14 July 2025",
        source="Information security policy of the trust, 2025",
    ),
)

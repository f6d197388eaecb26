"""The nation's answers: rows that ship with the product, loaded once, never read here.

They hold until a nearer body chooses otherwise, and keep to law and guidance.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schools.codes.questions import Value

_IN_SCHOOL = ["/", "\\", "L", "U", "N"]
_LEARNING_ELSEWHERE = ["K", "V", "P", "W", "B", "D"]
_LEAVE = ["C", "C1", "C2", "J1", "M", "S", "X"]
_AUTHORISED = ["I", "R", "T", "E"]
_UNABLE = ["Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"]
_UNAUTHORISED = ["G", "O"]
# Codes before 19 August 2024, for amending the marks of those days.
_OLD = ["F", "H", "J", "Y"]
_EVERY = [
    *_IN_SCHOOL,
    *_LEARNING_ELSEWHERE,
    *_LEAVE,
    *_AUTHORISED,
    *_UNABLE,
    *_UNAUTHORISED,
    *_OLD,
]

NATIONAL_ANSWERS: Mapping[str, Value] = MappingProxyType(
    {
        "register_open_minutes": 30,
        "amending_roles": ["office", "officer", "head"],
        "codes_teacher": _IN_SCHOOL,
        "codes_office": _EVERY,
        "codes_officer": _EVERY,
        "codes_safeguarding": [*_IN_SCHOOL, "I", "M"],
        "codes_pastoral": [*_IN_SCHOOL, "I", "M"],
        "codes_head": _EVERY,
        "transport_lates": "same",
        "sign_out_is_authorised": False,
        "minimum_contacts": 2,
        "contact_check_months": 12,
        "bands": [
            {
                "name": "On course",
                "at_least": 95,
                "shape": "circle",
                "colour": "green",
                "words": "95% or more",
            },
            {
                "name": "Watch",
                "at_least": 90,
                "shape": "diamond",
                "colour": "yellow",
                "words": "90% to under 95%",
            },
            {
                "name": "Low",
                "at_least": 50,
                "shape": "triangle",
                "colour": "orange",
                "words": "50% to under 90%",
            },
            {
                "name": "Very low",
                "at_least": 0,
                "shape": "square",
                "colour": "red",
                "words": "under 50%",
            },
        ],
        "parents_report_by": "09:00",
        "leave_notice_days": 14,
        "leave_deciding_roles": ["head"],
        "medical_evidence_after_days": 5,
        "persistent_lateness_marks": 5,
        "daily_list_at": "09:30",
        "absence_ladder": "county_checklist",
        "claim_minutes": 5,
        "messages_go_out": "by_hand",
        "pupils_report_from_year": 12,
        "weekly_sweep_on": "none",
        "weekly_sweep_at": "16:00",
        "evidence_spells": 3,
        "return_interview_after": 3,
        "return_meeting_after_days": 10,
        "has_rewards": False,
        "idle_sign_out_minutes": 20,
    }
)

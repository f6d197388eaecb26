"""Who does what about attendance: our own words, with which a body may start.

Drawn from what law and guidance ask of each (SI 2024/208; WTISA 2024) and from what
school policies have in common. A body changes them to what it has agreed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHIPPED_DUTIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Parents and carers": (
            "See that the child is in school on time on each day that the school is open.",
            "Tell the school before the morning register on each day of an absence, and"
            " when the child is expected back.",
            "Give more than one telephone number, and say when one changes.",
            "Make appointments outside school hours where that is possible.",
            "Ask for leave in advance, and only for exceptional reasons.",
        ),
        "Pupils": (
            "Come every day, on time and ready to learn.",
            "Say to an adult in school what makes coming hard.",
            "Sign in at the desk when late, and sign out when leaving early.",
        ),
        "Class teachers and tutors": (
            "Take the register at the start of each session and hand it in before it closes.",
            "Greet a pupil who has been away, and help with what was missed.",
            "Talk with parents about attendance each week, and share the class's figures.",
            "Tell the attendance officer about a pattern or a worry on the same day.",
        ),
        "Support staff": (
            "Pass on at once what a family says about an absence.",
            "Welcome late pupils and bring them into their lesson.",
        ),
        "Office and attendance staff": (
            "Log each call: who rang, which pupil, why, until when.",
            "Ask for each register that is missing after its closing time.",
            "Contact home on the first day about each absence without a reason.",
            "Enter late arrivals, early departures and amendments with their reasons.",
            "Keep at least two people to ring for each pupil, and check them each year.",
        ),
        "Attendance officer": (
            "Work the list of pupils whose attendance falls, and agree next steps with"
            " the senior leader.",
            "Replace every N within five school days.",
            "Send letters, prepare meetings, and keep what each agreed.",
            "Make the returns to the authority and refer children missing education.",
        ),
        "Pastoral lead": (
            "Stand at the gate, and ask those who come late why.",
            "Visit homes as agreed, and write down who was seen and what was said.",
            "Meet pupils on their return from a longer absence.",
        ),
        "Safeguarding lead and deputies": (
            "Decide on the day what is done about a vulnerable child who is not"
            " accounted for, and write down why.",
            "Tell social workers about absences of the children whom they know.",
        ),
        "Key stage and phase leads": (
            "Look at the figures of the phase each week and act on what stands out.",
        ),
        "Senior leader for attendance": (
            "Lead on attendance: the policy, the systems and the training of staff.",
            "Look at the data with staff each week, and at what it says of groups.",
            "Lead plans with families, and bring pupils back step by step.",
        ),
        "Headteacher": (
            "Put the policy into practice and report on it to those who govern.",
            "Decide on requests for leave, each on its own facts, with reasons.",
            "Authorise amendments, returns to the authority and requests for notices.",
        ),
        "Trust or cluster attendance lead": (
            "Review each school's cases with its staff every week.",
            "Decide where absence is no longer authorised without evidence.",
        ),
        "Governing body or academy council": (
            "Approve the policy and review it when it is due.",
            "Look at figures and plans each term, and ask what is done about them.",
            "See that staff are trained.",
        ),
    }
)

"""What stands on a chip where a list has no room for a flag's label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schools.codes.flags import FlagGroup, FlagKind, SeenBy

_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "looked_after": "LAC",
        "care_leaver": "Care",
        "social_worker": "SW",
        "child_protection": "CP",
        "child_in_need": "CIN",
        "protection_enquiry": "s47",
        "early_help": "EH",
        "youth_justice": "YO",
        "young_carer": "YC",
        "pupil_premium": "PP",
        "free_school_meals": "FSM",
        "authority_transport": "Bus",
        "service_family": "Forces",
        "medical_need": "Med",
        "mental_health": "MH",
        "additional_need": "Need",
        "unmet_need": "Unmet",
        "referred": "Ref",
        "at_risk": "Risk",
        "bullied": "Bullied",
        "parents_in_dispute": "Dispute",
        "culture": "Culture",
        "housing": "Housing",
        "mobile_family": "Mobile",
        "traveller": "GRT",
        "new_arrival": "New",
        "excluded": "Excl",
        "from_home_education": "EHE",
        "no_next_place": "No place",
        "teenage_parent": "Parent",
        "gone_missing": "Missing",
        "exploitation": "Exploit",
        "unlawful_practice": "FM/FGM",
        "domestic_abuse": "DA",
        "crime": "Crime",
        "substance_misuse": "Drugs",
        "parent_unwell": "Ill parent",
    }
)


def short_of(kind: FlagKind) -> str:
    """Return the usual abbreviation."""
    return _SHORT[kind.key]


def shade_of(kind: FlagKind) -> str:
    """Return which of the chip's shades a flag has."""
    if kind.seen_by is SeenBy.SAFEGUARDING:
        return "safeguarding"
    if kind.group is FlagGroup.HEALTH:
        return "health"
    return "need" if kind.is_vulnerable else ""

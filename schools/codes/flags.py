"""What may be flagged about a pupil: need, care, circumstances, funding.

SEN status, ethnicity and first language stand on the pupil's own record; a flag is for
what begins and ends. `is_vulnerable` puts a child first when nobody knows where they
are. The lists are a county's (its CME policy, App. B, and its process for a pupil
absent with no contact), with KCSIE and WTISA; labels are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from types import MappingProxyType


class FlagGroup(Enum):
    """Under which heading a flag stands."""

    HEALTH = "Health and learning"
    CARE = "Social care and justice"
    CIRCUMSTANCES = "Circumstances"
    SUPPORT = "Funding and travel"


class SeenBy(Enum):
    """Who sees that the flag is there. Each level includes those after it."""

    TEACHERS = "everyone who teaches the pupil"
    CASE_STAFF = "office, pastoral and attendance staff"
    SAFEGUARDING = "safeguarding lead and head only"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagKind:
    """One thing that may be flagged, who sees it and whether it makes vulnerable."""

    key: str
    label: str
    group: FlagGroup
    source: str
    seen_by: SeenBy = SeenBy.CASE_STAFF
    is_vulnerable: bool = True
    has_worker: bool = False


_APP_B = "County CME policy, App. B"
_ABSENT = "County process, absent with no contact"
_BOTH = "County CME policy, App. B; county process, absent with no contact"

_health = partial(FlagKind, group=FlagGroup.HEALTH)
_care = partial(FlagKind, group=FlagGroup.CARE, seen_by=SeenBy.SAFEGUARDING)
_life = partial(FlagKind, group=FlagGroup.CIRCUMSTANCES)
_hidden = partial(_life, seen_by=SeenBy.SAFEGUARDING)
_support = partial(FlagKind, group=FlagGroup.SUPPORT, is_vulnerable=False)

FLAGS: tuple[FlagKind, ...] = (
    _health(key="medical_need", label="Long-term medical need", source=_BOTH),
    _health(key="mental_health", label="Mental health need", source=_BOTH),
    _health(key="additional_need", label="Significant additional need", source=_ABSENT),
    _health(key="unmet_need", label="Need suspected, not yet assessed", source=_APP_B),
    _care(
        key="looked_after",
        label="Looked after",
        source=f"{_BOTH}; WTISA",
        seen_by=SeenBy.CASE_STAFF,
        has_worker=True,
    ),
    _care(
        key="care_leaver",
        label="Left care",
        source=_APP_B,
        seen_by=SeenBy.CASE_STAFF,
    ),
    _care(
        key="social_worker",
        label="Has a social worker",
        source="WTISA para 52; KCSIE",
        seen_by=SeenBy.CASE_STAFF,
        has_worker=True,
    ),
    _care(
        key="child_protection",
        label="Child protection plan",
        source=f"{_BOTH}; KCSIE",
        has_worker=True,
    ),
    _care(key="child_in_need", label="Child in need", source=_BOTH, has_worker=True),
    _care(
        key="protection_enquiry",
        label="Child protection enquiry under way",
        source=_ABSENT,
        has_worker=True,
    ),
    _care(key="referred", label="Referred to social care, undecided", source=_ABSENT),
    _care(
        key="early_help",
        label="Open to early help",
        source=_ABSENT,
        seen_by=SeenBy.CASE_STAFF,
        has_worker=True,
    ),
    _care(
        key="youth_justice",
        label="Youth offending officer",
        source=f"{_APP_B}; WTISA para 52",
        has_worker=True,
    ),
    _care(key="at_risk", label="At risk of harm or neglect", source=_APP_B),
    _life(key="young_carer", label="Young carer", source=_BOTH),
    _life(key="bullied", label="Being bullied", source=_BOTH),
    _life(key="parents_in_dispute", label="Parents in dispute", source=_BOTH),
    _life(key="culture", label="Circumstances of culture or faith", source=_ABSENT),
    _life(key="housing", label="Homeless or often rehoused", source=_APP_B),
    _life(key="mobile_family", label="Family often on the move", source=_APP_B),
    _life(key="traveller", label="Gypsy, Roma or Traveller family", source=_APP_B),
    _life(key="service_family", label="Family in the armed forces", source=_APP_B),
    _life(key="new_arrival", label="New to the country", source=_APP_B),
    _life(key="excluded", label="Suspended or excluded lately", source=_APP_B),
    _life(key="from_home_education", label="Back from home education", source=_APP_B),
    _life(key="no_next_place", label="No place for the next stage", source=_APP_B),
    _hidden(
        key="teenage_parent", label="Expecting a child, or a parent", source=_APP_B
    ),
    _hidden(key="gone_missing", label="Has gone missing before", source=_BOTH),
    _hidden(key="exploitation", label="At risk of exploitation", source=_APP_B),
    _hidden(
        key="unlawful_practice",
        label="At risk of forced marriage, FGM or the like",
        source=_APP_B,
    ),
    _hidden(key="domestic_abuse", label="Domestic abuse at home", source=_BOTH),
    _hidden(key="crime", label="Drawn towards crime, or family is", source=_APP_B),
    _hidden(
        key="substance_misuse", label="Drugs or alcohol, own or family's", source=_BOTH
    ),
    _hidden(key="parent_unwell", label="Parent seriously unwell", source=_APP_B),
    _support(key="pupil_premium", label="Pupil premium", source="DfE grant conditions"),
    _support(
        key="free_school_meals",
        label="Free school meals",
        source="Education Act 1996 s512ZB",
    ),
    _support(
        key="authority_transport",
        label="Comes on authority transport",
        source="Special school policy s4.4",
        seen_by=SeenBy.TEACHERS,
    ),
)

BY_KEY: Mapping[str, FlagKind] = MappingProxyType({kind.key: kind for kind in FLAGS})
VULNERABLE = frozenset(kind.key for kind in FLAGS if kind.is_vulnerable)

"""The merge fields: what a letter's text may name, and nothing else may be named.

There is no field for a UPN, because a UPN is never printed (DfE UPN guide, section 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from letters.codes.asked import ATTENDANCE, DAYS, MEETING
from letters.codes.asked_words import CASE, PRAISE
from letters.codes.field import Field
from letters.codes.standing import STANDING

FIELDS: tuple[Field, ...] = (*STANDING, *ATTENDANCE, *MEETING, *CASE, *DAYS, *PRAISE)
BY_NAME: Mapping[str, Field] = MappingProxyType({f.name: f for f in FIELDS})

"""The rows behind the register; each file is named for its noun."""

from register.models.arrangement import Arrangement, Confirmation, Provider
from register.models.desk import Arrival, Departure, RunPlace, TransportRun
from register.models.leave import LeavePupil, LeaveRequest
from register.models.ledger import LedgerEntry, MarkDetail
from register.models.mark import Mark, MarkYear
from register.models.retention import Disposal, Hold
from register.models.shut import Shut
from register.models.suggestion import Suggestion
from register.models.taking import Nudge, RegisterTaken, Reopening
from register.models.trip import Trip, TripPlace
from register.models.whereabouts import (
    LessonCheck,
    NotFound,
    OnSite,
    RollCall,
    RollCallTick,
)

__all__ = [
    "Arrangement",
    "Arrival",
    "Confirmation",
    "Departure",
    "Disposal",
    "Hold",
    "LeavePupil",
    "LeaveRequest",
    "LedgerEntry",
    "LessonCheck",
    "Mark",
    "MarkDetail",
    "MarkYear",
    "NotFound",
    "Nudge",
    "OnSite",
    "Provider",
    "RegisterTaken",
    "Reopening",
    "RollCall",
    "RollCallTick",
    "RunPlace",
    "Shut",
    "Suggestion",
    "TransportRun",
    "Trip",
    "TripPlace",
]

"""The rows behind the absence day; each file is named for its noun."""

from followup.models.attempt import Attempt, AttemptFor
from followup.models.evidence import (
    EvidenceDecision,
    EvidenceItem,
    EvidenceRequest,
    UnauthorisedNotice,
)
from followup.models.ladder import DueStep, Ladder, LadderStep
from followup.models.line import AbsenceLine, DailyList
from followup.models.message import (
    Message,
    MessageReply,
    MessageTemplate,
    TemplateVersion,
)
from followup.models.report import ParentReport, ReportLink
from followup.models.returning import (
    BreakfastPlace,
    GateTalk,
    LatenessReview,
    ReturnTalk,
)
from followup.models.returns import AuthorityReturn
from followup.models.safeguarding import (
    EntryAction,
    EntryPupil,
    SafeguardingDuty,
    SafeguardingEntry,
)
from followup.models.spell import AbsenceSpell
from followup.models.sweep import StandingInstruction, Sweep, SweepLine
from followup.models.visit import Enquiry, RiskAssessment, Visit, VisitDecision
from followup.models.vulnerable import VulnerableListing

__all__ = [
    "AbsenceLine",
    "AbsenceSpell",
    "Attempt",
    "AttemptFor",
    "AuthorityReturn",
    "BreakfastPlace",
    "DailyList",
    "DueStep",
    "Enquiry",
    "EntryAction",
    "EntryPupil",
    "EvidenceDecision",
    "EvidenceItem",
    "EvidenceRequest",
    "GateTalk",
    "Ladder",
    "LadderStep",
    "LatenessReview",
    "Message",
    "MessageReply",
    "MessageTemplate",
    "ParentReport",
    "ReportLink",
    "ReturnTalk",
    "RiskAssessment",
    "SafeguardingDuty",
    "SafeguardingEntry",
    "StandingInstruction",
    "Sweep",
    "SweepLine",
    "TemplateVersion",
    "UnauthorisedNotice",
    "Visit",
    "VisitDecision",
    "VulnerableListing",
]

"""Rows that belong to the installation and to no school."""

from core.models.clock import DemoClock
from core.models.job import JobRun
from core.models.period import PeriodModel

__all__ = ["DemoClock", "JobRun", "PeriodModel"]

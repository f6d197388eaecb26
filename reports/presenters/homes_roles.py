"""Which panels each role finds at home, in the order of what needs them first."""

from __future__ import annotations

from collections.abc import Callable

from reports.presenters.homes import Home, Panel, blocks_of
from reports.presenters.homes_absence import steps_panel
from reports.presenters.homes_followup import cases_panel, sweeps_panel
from reports.presenters.homes_head import attendance, outside_guidance, school_now
from reports.presenters.homes_known import known_today
from reports.presenters.homes_leave import (
    arrangements_due,
    elsewhere_unaccounted,
    leave_waiting,
)
from reports.presenters.homes_not_found import looked_for
from reports.presenters.homes_officer import (
    amendments_panel,
    falling_panel,
    n_panel,
    threshold_panel,
)
from reports.presenters.homes_papers import papers_due
from reports.presenters.homes_pupils import (
    few_contacts,
    late_half_term,
    late_today,
    unaccounted,
    vulnerable_unaccounted,
    without_register,
)
from reports.presenters.homes_registers import (
    my_class_now,
    my_registers,
    registers_missing,
)
from reports.selectors.homes import Today
from schools.states import Role

Build = Callable[[Today], Panel]

PANELS: dict[Role, tuple[Build, ...]] = {
    Role.TEACHER: (my_registers,),
    Role.OFFICE: (
        looked_for,
        registers_missing,
        unaccounted,
        steps_panel,
        elsewhere_unaccounted,
        known_today,
        late_today,
        without_register,
        few_contacts,
    ),
    Role.OFFICER: (
        sweeps_panel,
        steps_panel,
        n_panel,
        arrangements_due,
        elsewhere_unaccounted,
        falling_panel,
        threshold_panel,
        amendments_panel,
    ),
    Role.SAFEGUARDING: (
        looked_for,
        vulnerable_unaccounted,
        cases_panel,
        steps_panel,
        registers_missing,
    ),
    Role.PASTORAL: (steps_panel, late_today, unaccounted, late_half_term),
    Role.HEAD: (
        school_now,
        registers_missing,
        leave_waiting,
        unaccounted,
        attendance,
        outside_guidance,
        amendments_panel,
        papers_due,
    ),
    Role.TRUST_LEAD: (
        school_now,
        registers_missing,
        unaccounted,
        attendance,
        outside_guidance,
    ),
    Role.GOVERNOR: (papers_due,),
    Role.ADMINISTRATOR: (papers_due,),
}
# A number at the top is a duty: these lists are looked at, not worked off.
_NOT_COUNTED = frozenset({"now", "attendance", "my-registers"})
_LEVELS = {
    "looked-for": "critical",
    "missing": "serious",
    "vulnerable": "serious",
    "unaccounted": "serious",
}
_SHORT = {
    "looked-for": "looked for",
    "missing": "registers missing",
    "unaccounted": "not accounted for",
    "vulnerable": "not accounted for",
    "known": "known today",
    "leave": "leave to decide",
    "arranged": "arrangements due",
    "elsewhere": "elsewhere, no word",
    "late": "late today",
    "no-register": "without a register",
    "contacts": "too few contacts",
    "n-codes": "with an N",
    "falling": "falling",
    "threshold": "at the threshold",
    "amendments": "amendments today",
    "late-half-term": "often late",
    "steps": "steps due",
    "guidance": "outside guidance",
    "papers": "to look at again",
    "cases": "not yet seen",
    "sweeps": "sweeps to confirm",
}


def home_of(today: Today, *, whole: str) -> Home:
    """Compose the home of a person from the panels of every role they hold.

    `whole` is the key of a panel that is shown with all its rows.
    """
    builds: dict[Build, None] = {}
    for role in Role:
        if role in today.scope.roles:
            builds |= dict.fromkeys(PANELS.get(role, ()))
    if vulnerable_unaccounted in builds:
        builds.pop(unaccounted, None)
    panels = [build(today) for build in builds]
    return Home(
        stats=tuple(my_class_now(today) if my_registers in builds else ())
        + tuple(
            (str(panel.total), _SHORT[panel.key], f"#{panel.key}", _level(panel))
            for panel in panels
            if panel.key not in _NOT_COUNTED
        ),
        blocks=blocks_of(
            [panel.shortened(whole=panel.key == whole) for panel in panels]
        ),
    )


def _level(panel: Panel) -> str:
    return _LEVELS.get(panel.key, "") if panel.total else ""

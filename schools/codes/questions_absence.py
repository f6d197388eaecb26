"""What a body may choose about the day of an absence and what follows it."""

from __future__ import annotations

from types import MappingProxyType

from schools.codes.question import Kind, Layer, Question, warn_over

OWN_LADDER = "own"
"""The choice of a table of steps that the body has written itself."""

_POLICY = "School's own policy"

ABSENCE_QUESTIONS: tuple[Question, ...] = (
    Question(
        key="daily_list_at",
        label="First-day list is made at",
        kind=Kind.TIME,
        layer=Layer.LOCAL,
        guidance="After the register closes; it is made again as late registers come.",
        source="WTISA 2024 p20; school's own policy",
    ),
    Question(
        key="absence_ladder",
        label="What is due on which day of an absence",
        kind=Kind.CHOICE,
        choices=MappingProxyType(
            {
                "county_checklist": "County checklist: day 1, days 2 to 10, day 10"
                " (day 5 if vulnerable)",
                "safe_and_well_by_day_three": "A decision on a visit each day, safe"
                " and well by day 3",
                "visits_from_day_three": "Calls on days 1 and 2, visit on days 3 and"
                " 4, referral on day 5",
                "reminder_on_day_five": "Message and call on day 1, visit or referral,"
                " reminder on day 5",
                OWN_LADDER: "A table of our own",
            }
        ),
        layer=Layer.LOCAL,
        guidance="Contact on the first day, and on every day that it goes on.",
        source="WTISA 2024 p20; local authority's process",
    ),
    Question(
        key="claim_minutes",
        label="A line is taken by whoever is calling for",
        kind=Kind.INTEGER,
        unit="minutes",
        layer=Layer.LOCAL,
        guidance="Afterwards anyone may call again.",
        source=_POLICY,
        least=1,
        most=30,
    ),
    Question(
        key="messages_go_out",
        label="Messages about an absence go out",
        kind=Kind.CHOICE,
        choices=MappingProxyType(
            {
                "never": "Never: we ring",
                "by_hand": "When somebody lets them go",
                "with_list": "By themselves, with the list",
            }
        ),
        layer=Layer.LOCAL,
        guidance="Held until late arrivals, trips and parents' reports are accounted"
        " for.",
        source=_POLICY,
    ),
    Question(
        key="pupils_report_from_year",
        label="Pupils may report their own absence from year",
        kind=Kind.INTEGER,
        unit="(national curriculum year)",
        layer=Layer.LOCAL,
        guidance="A sixth-former may speak for themselves; parents are still told.",
        source=_POLICY,
        least=12,
        most=15,
    ),
    Question(
        key="weekly_sweep_on",
        label="Weekly sweep of N codes",
        kind=Kind.CHOICE,
        choices=MappingProxyType(
            {
                "none": "None, only the legal deadline",
                "0": "Monday",
                "1": "Tuesday",
                "2": "Wednesday",
                "3": "Thursday",
                "4": "Friday",
            }
        ),
        layer=Layer.LOCAL,
        guidance="The law's deadline, the fifth school day, holds besides.",
        source="SI 2024/208 reg 10(7)-(9)",
    ),
    Question(
        key="weekly_sweep_at",
        label="Hour of the weekly sweep",
        kind=Kind.TIME,
        layer=Layer.LOCAL,
        guidance="Only where there is a weekly sweep.",
        source=_POLICY,
    ),
    Question(
        key="evidence_spells",
        label="Separate illnesses in a half term that raise doubt",
        kind=Kind.INTEGER,
        unit="illnesses",
        layer=Layer.LOCAL,
        guidance="Where no medical condition is known; never as routine.",
        source="WTISA 2024 para 374",
        least=2,
        most=10,
    ),
    Question(
        key="return_interview_after",
        label="Return interview after separate absences",
        kind=Kind.INTEGER,
        unit="absences in a school year",
        layer=Layer.LOCAL,
        guidance="Led by senior staff.",
        source=_POLICY,
        least=1,
        most=10,
    ),
    Question(
        key="return_meeting_after_days",
        label="Return meeting after an absence of",
        kind=Kind.INTEGER,
        unit="school days",
        layer=Layer.LOCAL,
        guidance="On the first day back.",
        source=_POLICY,
        least=3,
        most=60,
        warn=warn_over(20, "After four weeks a plan for the return is overdue."),
    ),
)

"""Fields that are asked for, or come from an app above: attendance, meetings, days."""

from __future__ import annotations

from types import MappingProxyType

from letters.codes.field import Field, Shape

MODES = MappingProxyType(
    {"school": "In person", "telephone": "By telephone", "online": "Online"}
)

ATTENDANCE = (
    Field(
        name="attendance",
        label="Attendance",
        hint="With the percent sign: 87.4%",
        sample="87.4%",
    ),
    Field(
        name="attendance_from",
        label="Attendance counted from",
        shape=Shape.DAY,
        sample="2026-09-02",
    ),
    Field(
        name="attendance_to",
        label="Attendance counted to",
        shape=Shape.DAY,
        sample="2026-11-19",
    ),
    Field(
        name="sessions_possible",
        label="Sessions possible",
        shape=Shape.COUNT,
        sample=111,
    ),
    Field(
        name="sessions_missed", label="Sessions missed", shape=Shape.COUNT, sample=14
    ),
    Field(
        name="sessions_unauthorised",
        label="Sessions unauthorised",
        shape=Shape.COUNT,
        sample=10,
    ),
    Field(name="times_late", label="Times late", shape=Shape.COUNT, sample=7),
    Field(
        name="minutes_late", label="Minutes late in all", shape=Shape.COUNT, sample=95
    ),
    Field(name="school_attendance", label="Attendance of the school", sample="94.1%"),
    Field(
        name="sessions",
        label="Sessions",
        shape=Shape.ROWS,
        hint="One a line: 2026-11-16 | morning | Unauthorised absence",
        columns=MappingProxyType(
            {"day": "Day", "session": "Session", "recorded": "Recorded as"}
        ),
        sample=(
            {"day": "2026-11-16", "session": "morning", "recorded": "No reason given"},
            {
                "day": "2026-11-16",
                "session": "afternoon",
                "recorded": "No reason given",
            },
        ),
    ),
    Field(
        name="absences",
        label="Absences",
        shape=Shape.ROWS,
        hint="One a line: 2026-11-16 | morning | Illness",
        columns=MappingProxyType(
            {"day": "Day", "session": "Session", "recorded": "Recorded as"}
        ),
        sample=(
            {"day": "2026-11-09", "session": "morning", "recorded": "Illness"},
            {"day": "2026-11-09", "session": "afternoon", "recorded": "Illness"},
        ),
    ),
    Field(
        name="lates",
        label="Late arrivals",
        shape=Shape.ROWS,
        hint="One a line: 2026-11-16 | 25 minutes after registration began",
        columns=MappingProxyType({"day": "Day", "arrived": "How late"}),
        sample=({"day": "2026-11-17", "arrived": "20 minutes"},),
    ),
)

MEETING = (
    Field(
        name="meeting_name",
        label="What the meeting is called",
        sample="attendance meeting",
    ),
    Field(
        name="meeting_day", label="Meeting: day", shape=Shape.DAY, sample="2026-12-02"
    ),
    Field(name="meeting_time", label="Meeting: time", shape=Shape.TIME, sample="15:40"),
    Field(
        name="meeting_mode",
        label="Meeting: how",
        shape=Shape.CHOICE,
        choices=MODES,
        sample="online",
    ),
    Field(
        name="meeting_place", label="Meeting: place", sample="the main school office"
    ),
    Field(name="meeting_length", label="Meeting: how long", sample="30 minutes"),
    Field(name="meeting_with", label="Meeting: with whom", sample="Jo Example, head"),
    Field(
        name="earlier_meeting_day",
        label="Day of the meeting before",
        shape=Shape.DAY,
        sample="2026-11-18",
    ),
    Field(name="reply_by", label="Reply by", shape=Shape.DAY, sample="2026-11-27"),
)

DAYS = (
    Field(name="leave_from", label="Leave: from", shape=Shape.DAY, sample="2026-12-07"),
    Field(
        name="leave_to", label="Leave: last day", shape=Shape.DAY, sample="2026-12-08"
    ),
    Field(
        name="leave_conditions",
        label="What the leave depends on",
        shape=Shape.WORDS,
        sample="Sam is back in school on Wednesday morning.",
    ),
    Field(name="visit_day", label="Visit: day", shape=Shape.DAY, sample="2026-11-20"),
    Field(name="visit_time", label="Visit: time", shape=Shape.TIME, sample="10:15"),
    Field(
        name="visitors",
        label="Visit: who called",
        hint="Names and positions.",
        sample="Jo Example, pastoral lead, and Al Example, teaching assistant",
    ),
)

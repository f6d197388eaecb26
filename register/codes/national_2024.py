"""The code set of SI 2024/208, for sessions on or after 19 August 2024."""

from __future__ import annotations

from datetime import date
from functools import partial

from core.periods import Period
from register.codes.code import AgeLimit, AttendanceCode, Group
from register.codes.code import StatCategory as Stat

SINCE_2024 = Period(date(2024, 8, 19))

_code = partial(AttendanceCode, code_set="2024", valid=SINCE_2024)
_attending = partial(
    _code, group=Group.IN_SCHOOL, source="SI 2024/208 reg 10(2) Table 1"
)
_elsewhere = partial(
    _code,
    category=Stat.EDUCATIONAL_ACTIVITY,
    group=Group.ELSEWHERE,
    source="SI 2024/208 reg 10(3) Table 2",
)
_table_3 = partial(_code, source="SI 2024/208 reg 10 Table 3")
_leave = partial(_table_3, category=Stat.AUTHORISED, group=Group.LEAVE)
_authorised = partial(_table_3, category=Stat.AUTHORISED, group=Group.AUTHORISED)
_unable = partial(_table_3, category=Stat.NOT_POSSIBLE, group=Group.UNABLE)
_unauthorised = partial(
    _table_3,
    category=Stat.UNAUTHORISED,
    group=Group.UNAUTHORISED,
    penalty_threshold=True,
    attendance_return=True,
)
_administrative = partial(
    _code,
    category=Stat.ADMINISTRATIVE,
    group=Group.NOT_MARKED,
    source="WTISA Aug 2024 ch. 8",
)
_NATURE = "duty to record the nature: from reproductions of the guidance"

CODES_2024: tuple[AttendanceCode, ...] = (
    _attending(
        code="/",
        letter="A",
        title="Present (morning)",
        meaning="In school when the morning register begins to be taken",
        category=Stat.PRESENT,
        pupil_on_site=True,
        session="AM",
    ),
    _attending(
        code="\\",
        letter="F",
        title="Present (afternoon)",
        meaning="In school when the afternoon register begins to be taken",
        category=Stat.PRESENT,
        pupil_on_site=True,
        session="PM",
    ),
    _attending(
        code="L",
        letter="L",
        title="Late, before the register closed",
        meaning="Not there when the register began; came before it closed",
        category=Stat.LATE,
        is_late=True,
        pupil_on_site=True,
    ),
    _elsewhere(
        code="K",
        letter="K",
        title="Education arranged by the local authority",
        meaning="At provision that the authority arranges, outside any school of theirs",
        nature_required=True,
        prior_approval="arranged by the local authority",
        doubt=_NATURE,
    ),
    _elsewhere(
        code="V",
        letter="V",
        title="Educational visit or trip",
        meaning="On a visit that the school arranged and its own staff supervise",
        prior_approval="arranged by the school",
    ),
    _elsewhere(
        code="P",
        letter="P",
        title="Sporting activity",
        meaning="At approved and supervised sport away from school",
        prior_approval="approved by the school",
        source="SI 2024/208 reg 10(3), (11) Table 2",
    ),
    _elsewhere(
        code="W",
        letter="W",
        title="Work experience",
        meaning="At work experience that is part of the pupil's education",
        prior_approval="approved by the school",
        source="SI 2024/208 reg 10(3), (11) Table 2",
    ),
    _elsewhere(
        code="B",
        letter="B",
        title="Other approved educational activity",
        meaning="Taught and supervised off site; never lessons over the internet",
        nature_required=True,
        prior_approval="approved by the school",
        source="SI 2024/208 reg 10(3), (11) Table 2",
        doubt=_NATURE,
    ),
    _elsewhere(
        code="D",
        letter="D",
        title="Due at another school",
        meaning="Also registered at another school, which expects the pupil and marks",
        category=Stat.NOT_POSSIBLE,
        doubt="absence at the other school: from memory of the guidance",
    ),
    _leave(
        code="C1",
        letter="8",
        title="Leave: performance or work abroad",
        meaning="Leave for a licensed performance or for regulated work abroad",
        prior_approval="leave granted before",
        source="SI 2024/208 regs 3, 10, 11(2)",
    ),
    _leave(
        code="M",
        letter="M",
        title="Leave: medical or dental appointment",
        meaning="At an appointment that could not be outside the school day",
        prior_approval="leave agreed before (guidance)",
    ),
    _leave(
        code="J1",
        letter="J",
        title="Leave: interview",
        meaning="At an interview for work or for a place in education",
        prior_approval="leave asked for before",
        source="SI 2024/208 reg 11(4)",
    ),
    _leave(
        code="S",
        letter="S",
        title="Leave: study leave",
        meaning="Studying for a public examination, as agreed",
        prior_approval="leave agreed before",
        source="SI 2024/208 reg 11(5)",
    ),
    _leave(
        code="X",
        letter="X",
        title="Not required, outside compulsory school age",
        meaning="Not timetabled: a pupil under or over compulsory school age",
        category=Stat.NOT_POSSIBLE,
        age=AgeLimit.NON_COMPULSORY,
        prior_approval="leave agreed",
    ),
    _leave(
        code="C2",
        letter="9",
        title="Leave: temporary part-time timetable",
        meaning="A session that a timetable agreed with the parent leaves out",
        age=AgeLimit.COMPULSORY,
        prior_approval="written agreement of the parent, with times and dates",
        source="SI 2024/208 reg 11(6)",
    ),
    _leave(
        code="C",
        letter="C",
        title="Leave: exceptional circumstances",
        meaning="Any other leave that the school granted, exceptionally",
        prior_approval="leave applied for before",
        source="SI 2024/208 reg 11",
    ),
    _authorised(
        code="T",
        letter="T",
        title="Parent travelling for work",
        meaning="A mobile child on the road with a parent whose trade requires it",
        age=AgeLimit.COMPULSORY,
        source="SI 2024/208 regs 3, 10 Table 3",
        doubt="compulsory age only: derived from the definition in reg 3",
    ),
    _authorised(
        code="R",
        letter="R",
        title="Religious observance",
        meaning="A day set apart by the religious body of the parent, and that day only",
        source="SI 2024/208 reg 10 Table 3; Education Act 1996 s444(3)(c)",
    ),
    _authorised(
        code="I",
        letter="I",
        title="Illness",
        meaning="Too ill to attend, in body or mind; not an appointment",
        sickness_return=True,
    ),
    _authorised(
        code="E",
        letter="E",
        title="Suspended or excluded, nothing provided",
        meaning="Suspended or excluded, still on roll, no provision made (due by day 6)",
    ),
    _unable(
        code="Q",
        letter="Q",
        title="Unable: no access arrangements",
        meaning="The authority owes travel arrangements and has not made them",
    ),
    _unable(
        code="Y1",
        letter="1",
        title="Unable: usual transport not running",
        meaning="Beyond walking distance, and the transport provided did not run",
    ),
    _unable(
        code="Y2",
        letter="2",
        title="Unable: travel widely disrupted",
        meaning="An emergency, local or wider, stopped travel",
    ),
    _unable(
        code="Y3",
        letter="3",
        title="Unable: part of the school closed",
        meaning="Part of the premises is out of use and the rest has no room",
    ),
    _unable(
        code="Y4",
        letter="4",
        title="Unable: school closed without warning",
        meaning="The whole session fell out, by weather for instance",
    ),
    _unable(
        code="Y5",
        letter="5",
        title="Unable: in custody",
        meaning="Held by the police, on remand or under sentence",
    ),
    _unable(
        code="Y6",
        letter="6",
        title="Unable: public health rules",
        meaning="Travel or attendance would go against public health law or advice",
    ),
    _unable(
        code="Y7",
        letter="7",
        title="Unable: other unavoidable cause",
        meaning="An unavoidable cause that touches the pupil and has no other code",
        nature_required=True,
        doubt=_NATURE,
    ),
    _unauthorised(
        code="G",
        letter="G",
        title="Holiday without leave",
        meaning="On a holiday that the school did not grant",
        ground_i=True,
    ),
    _unauthorised(
        code="N",
        letter="N",
        title="Reason not yet known",
        meaning="Absent, reason not established; becomes another code, at last O",
        must_be_replaced=True,
        ground_i=True,
        source="SI 2024/208 reg 10(7)-(9)",
    ),
    _unauthorised(
        code="O",
        letter="O",
        title="Absent, other or unknown reason",
        meaning="No other code applies, or the reason was not accepted or not found",
        ground_i=True,
    ),
    _unauthorised(
        code="U",
        letter="U",
        title="Late, after the register closed",
        meaning="Came after closing and before the session ended; no other code applies",
        is_late=True,
        pupil_on_site=True,
    ),
    _administrative(
        code="Z",
        letter="Z",
        title="Not yet on roll",
        meaning="Listed ahead of the day on which the pupil joins",
    ),
    _administrative(
        code="#",
        letter="0",
        title="Planned closure",
        meaning="The whole school is closed by plan: holidays, staff days, polling",
    ),
)

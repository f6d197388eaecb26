"""The code set of SI 2006/1751, by which sessions before 19 August 2024 are read."""

from __future__ import annotations

from datetime import date
from functools import partial

from core.periods import Period
from register.codes.code import AgeLimit, AttendanceCode, Group, StatCategory

UNTIL_2024 = Period.through(date(2006, 9, 1), date(2024, 8, 18))

_code = partial(
    AttendanceCode,
    code_set="2006",
    valid=UNTIL_2024,
    source="SI 2006/1751 reg 6; DfE School attendance guidance to 2022",
)
_present = partial(
    _code,
    category=StatCategory.PRESENT,
    group=Group.IN_SCHOOL,
    pupil_on_site=True,
    meaning="In school at registration",
)
_elsewhere = partial(
    _code,
    category=StatCategory.EDUCATIONAL_ACTIVITY,
    group=Group.ELSEWHERE,
    prior_approval="approved by the school",
)
_leave = partial(_code, category=StatCategory.AUTHORISED, group=Group.LEAVE)
_authorised = partial(_code, category=StatCategory.AUTHORISED, group=Group.AUTHORISED)
_unable = partial(_code, category=StatCategory.NOT_POSSIBLE, group=Group.UNABLE)
_administrative = partial(
    _code, category=StatCategory.ADMINISTRATIVE, group=Group.NOT_MARKED
)
# Whether these codes met a penalty threshold was each authority's own rule then.
_unauthorised = partial(
    _code, category=StatCategory.UNAUTHORISED, group=Group.UNAUTHORISED
)

CODES_2006: tuple[AttendanceCode, ...] = (
    _present(
        code="/", letter="a", title="Present (morning)", session="AM", successor="/"
    ),
    _present(
        code="\\", letter="k", title="Present (afternoon)", session="PM", successor="\\"
    ),
    _code(
        code="L",
        letter="l",
        title="Late, before the register closed",
        meaning="Came after the register began and before it closed",
        category=StatCategory.LATE,
        group=Group.IN_SCHOOL,
        is_late=True,
        pupil_on_site=True,
        successor="L",
    ),
    _elsewhere(
        code="B",
        letter="b",
        title="Off-site educational activity",
        meaning="Taught and supervised off site with the school's approval",
        nature_required=True,
        successor="B or K",
    ),
    _code(
        code="D",
        letter="d",
        title="Dual registered",
        meaning="At another school where the pupil was also registered",
        category=StatCategory.NOT_POSSIBLE,
        group=Group.ELSEWHERE,
        successor="D",
        doubt="date of the change in statistics (about 2010): from memory",
    ),
    _elsewhere(
        code="J",
        letter="j",
        title="Interview",
        meaning="At an interview for work or a place in education; attended, then",
        successor="J1",
    ),
    _elsewhere(
        code="P",
        letter="p",
        title="Sporting activity",
        meaning="At approved and supervised sport",
        successor="P",
    ),
    _elsewhere(
        code="V",
        letter="v",
        title="Educational visit or trip",
        meaning="On a visit that the school organised or approved",
        successor="V",
    ),
    _elsewhere(
        code="W",
        letter="w",
        title="Work experience",
        meaning="At work experience",
        successor="W",
    ),
    _leave(
        code="C",
        letter="c",
        title="Leave of absence",
        meaning="Leave granted, performances and part-time timetables included",
        prior_approval="leave granted before",
        successor="C, C1 or C2",
    ),
    _authorised(
        code="E",
        letter="e",
        title="Excluded, nothing provided",
        meaning="Excluded with no other provision made",
        successor="E",
    ),
    _leave(
        code="F",
        letter="f",
        title="Extended family holiday",
        meaning="A longer family holiday that the school agreed",
        valid=Period.through(date(2006, 9, 1), date(2014, 8, 31)),
        prior_approval="leave granted before",
        successor="H",
        source="DCSF Absence and Attendance Codes, Jan 2009",
        doubt="last day (merged with H from September 2014): from memory",
    ),
    _leave(
        code="H",
        letter="h",
        title="Holiday with leave",
        meaning="A holiday that the school granted",
        prior_approval="leave granted before",
        successor="C (if granted) or G",
        source="SI 2006/1751 reg 6; SI 2013/756",
    ),
    _authorised(
        code="I",
        letter="i",
        title="Illness",
        meaning="Too ill to attend",
        successor="I",
    ),
    _authorised(
        code="M",
        letter="m",
        title="Medical or dental appointment",
        meaning="At an appointment",
        successor="M",
    ),
    _authorised(
        code="R",
        letter="r",
        title="Religious observance",
        meaning="A day set apart by the religious body of the parent",
        successor="R",
    ),
    _leave(
        code="S",
        letter="s",
        title="Study leave",
        meaning="Year 11 during public examinations",
        prior_approval="leave granted",
        successor="S",
    ),
    _authorised(
        code="T",
        letter="t",
        title="Gypsy, Roma and Traveller absence",
        meaning="Travelling for work, as agreed with the school",
        successor="T",
    ),
    _unauthorised(
        code="G",
        letter="g",
        title="Holiday without leave",
        meaning="On a holiday that was not granted, or beyond what was",
        successor="G",
    ),
    _unauthorised(
        code="N",
        letter="n",
        title="Reason not yet given",
        meaning="Absent without a reason so far; replaced within a reasonable time",
        must_be_replaced=True,
        successor="N",
    ),
    _unauthorised(
        code="O",
        letter="o",
        title="Absence without permission",
        meaning="The school was not satisfied with the reason, or had none",
        successor="O",
    ),
    _unauthorised(
        code="U",
        letter="u",
        title="Late, after the register closed",
        meaning="Came after the register had closed",
        is_late=True,
        pupil_on_site=True,
        successor="U",
    ),
    _unable(
        code="X",
        letter="x",
        title="Not required in school",
        meaning="Not of compulsory school age and not timetabled",
        age=AgeLimit.NON_COMPULSORY,
        successor="X (or C2 if of compulsory age)",
    ),
    # Between its dates this row is read in place of the X above: later rows win.
    _unable(
        code_set="2006-covid",
        code="X",
        letter="Y",
        title="Away because of coronavirus",
        meaning="Any age: could not attend under the public health rules of the time",
        valid=Period.through(date(2020, 9, 1), date(2022, 3, 31)),
        successor="Y6",
        source="SI 2020/544; SI 2021/852 (disapplied from April 2022)",
        doubt="first day: from memory",
    ),
    _unable(
        code="Y",
        letter="y",
        title="Unable to attend",
        meaning="Site closed, transport missing, travel disrupted, or in custody",
        nature_required=True,
        successor="Q or Y1-Y7",
        source="SI 2006/1751 reg 6(1)(d), 6(5); SI 2010/1725",
    ),
    _administrative(
        code="Z",
        letter="z",
        title="Not yet on roll",
        meaning="Listed ahead of the day on which the pupil joins",
        successor="Z",
    ),
    _administrative(
        code="#",
        letter="q",
        title="Planned closure",
        meaning="Closed by plan, wholly or in part",
        successor="#",
    ),
)

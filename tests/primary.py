"""A primary of 420 pupils in 14 classes, and what happens there on one morning."""

import datetime as dt
from dataclasses import dataclass, field

from core.clock import at_local
from register.models import RunPlace, TransportRun
from register.services.suggestions import Word, log_suggestion
from schools.models import Body, Enrolment, Flag, Membership, RegistrationGroup
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.worlds import YEAR_STARTS_ON, hire, make_pupil, make_school

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
CLASSES, EACH = 14, 30


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


@dataclass(frozen=True)
class Late:
    """Somebody at the window: when they came, and what explains it after the close."""

    pupil: int
    at: str
    why: str = ""
    reason: str = ""


@dataclass
class Primary:
    """The school, its classes with their pupils, and who signs in."""

    school: Body
    classes: list[RegistrationGroup] = field(default_factory=list)
    pupils: list[int] = field(default_factory=list)
    enrolments: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    teachers: list[Membership] = field(default_factory=list)
    clerks: list[Membership] = field(default_factory=list)
    watchers: list[Membership] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)

    def of_class(self, number: int) -> range:
        """Return the places of a class's pupils."""
        return range(number * EACH, (number + 1) * EACH)


# Two from most classes; the first ten while the registers are taken.
EARLY = [Late(30 * n + 3, f"08:5{3 + n % 6}") for n in range(10)]
LATER = [
    Late(30 * (n % 14) + 7, f"09:{2 + n:02d}", reason="overslept") for n in range(10)
]
AFTER = [
    Late(30 * 11 + 12, "09:20", "U", "overslept"),
    Late(30 * 12 + 12, "09:22", "U", "missed the bus"),
    Late(30 * 13 + 12, "09:24", "I", "was sick in the night"),
    Late(30 * 2 + 12, "09:26", "U", "overslept"),
]
DENTIST = Late(30 * 5 + 20, "09:20", "M", "dentist, card seen")
TAXIS = ([30 * n + 25 for n in range(4)], [30 * n + 26 for n in range(4, 8)])
ABSENT = [30 * n + 29 for n in range(6)]
DESK = [*EARLY, *LATER, *AFTER, DENTIST]


def make_primary() -> Primary:
    """Make the school; pupil 165's parent has told of a dentist."""
    school = make_school("Morning Primary")
    made = Primary(school)
    for number in range(CLASSES):
        group = RegistrationGroup.objects.create(
            school=school,
            name=f"{number // 2 or 'R'}{'AB'[number % 2]}",
            starts_on=YEAR_STARTS_ON,
        )
        made.classes.append(group)
        made.teachers.append(hire(school, Role.TEACHER, group=group))
        for _ in range(EACH):
            pupil, enrolment = make_pupil(school, group)
            made.pupils.append(pupil.pk)
            made.enrolments.append(enrolment.pk)
            made.names.append(pupil.last_name)
    made.clerks = [hire(school, Role.OFFICE) for _ in range(2)]
    made.watchers = [hire(school, role) for role in (Role.OFFICER, Role.HEAD)]
    made.runs = [_taxi(made, name, riders) for name, riders in _named_taxis()]
    _tell_of_dentist(made)
    return made


def expected(made: Primary) -> dict[int, tuple[str, int | None]]:
    """Return the code and the minutes that each pupil must have at half past nine."""
    marks: dict[int, tuple[str, int | None]] = dict.fromkeys(
        range(CLASSES * EACH), ("/", None)
    )
    marks |= dict.fromkeys(ABSENT, ("N", None))
    for late in DESK:
        minutes = _minutes(late.at)
        code = late.why or "L"
        marks[late.pupil] = (code, minutes if code in {"L", "U"} else None)
    marks |= dict.fromkeys(TAXIS[0], ("L", 27))
    marks |= dict.fromkeys(TAXIS[1], ("Y1", None))
    return {made.enrolments[place]: mark for place, mark in marks.items()}


def seen_by_teacher(place: int) -> str:
    """Return what a teacher presses who looks at the chairs at 08:59."""
    away = {late.pupil for late in DESK} | {*TAXIS[0], *TAXIS[1], *ABSENT}
    return "N" if place in away else "/"


def _named_taxis() -> list[tuple[str, list[int]]]:
    return [("Taxi 1", TAXIS[0]), ("Taxi 2", TAXIS[1])]


def _taxi(made: Primary, name: str, riders: list[int]) -> int:
    run = TransportRun.objects.create(
        school=made.school, name=name, starts_on=YEAR_STARTS_ON
    )
    for place in riders:
        RunPlace.objects.create(
            school=made.school,
            run=run,
            enrolment_id=made.enrolments[place],
            starts_on=YEAR_STARTS_ON,
        )
        Flag.objects.create(
            school=made.school,
            pupil_id=made.pupils[place],
            kind="authority_transport",
            starts_on=YEAR_STARTS_ON,
        )
    return run.pk


def _tell_of_dentist(made: Primary) -> None:
    log_suggestion(
        school=made.school,
        enrolment=Enrolment.objects.select_related("pupil").get(
            pk=made.enrolments[DENTIST.pupil]
        ),
        word=Word(
            first=AM, last=AM, code="M", source="appointment", words="Dentist at 08:40"
        ),
        by=made.clerks[0],
        now=at(8, 20),
    )


def _minutes(text: str) -> int:
    moment = dt.time.fromisoformat(text)
    return moment.hour * 60 + moment.minute - (8 * 60 + 50)

"""Registers of a day, one register's marks and its ledger, for other programs."""

import datetime as dt
from typing import Any, cast

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from register.api.answers import (
    ledger_answer,
    mark_answer,
    outcome_answers,
    standing_answer,
)
from register.api.serializers import (
    EntriesSerializer,
    LedgerEntrySerializer,
    OutcomesSerializer,
    RegisterSerializer,
    StandingSerializer,
)
from register.permissions import check_may_take
from register.rules.entries import Entry, Refused
from register.rules.ledger import LedgerLine
from register.selectors.board import board_of, line_of
from register.selectors.ledger import entries_of, stood_at
from register.selectors.registers import (
    NoSuchRegister,
    Register,
    day_of,
    find_register,
)
from register.selectors.roster import marks_with_people
from register.services.marks import record_marks
from schools.models import Body
from schools.permissions import Scope, ScopedRequest
from schools.states import Act

_SCHOOL = OpenApiParameter("school", str, OpenApiParameter.PATH)
_DAY = OpenApiParameter("day", OpenApiTypes.DATE, OpenApiParameter.PATH)
_SESSION = OpenApiParameter(
    "session", str, OpenApiParameter.PATH, enum=["am", "pm"], description="am or pm"
)
_REGISTER = [
    _SCHOOL,
    OpenApiParameter("group", int, OpenApiParameter.PATH),
    _DAY,
    _SESSION,
]


@extend_schema(
    operation_id="registers",
    description="How every register of a day stands; today's, if no day is given.",
    parameters=[_SCHOOL, OpenApiParameter("day", OpenApiTypes.DATE)],
    responses=StandingSerializer(many=True),
)
@api_view(["GET"])
def registers(request: Request, school: Body) -> Response:
    """List the registers of a day with their standing."""
    _scope(request).check(Act.WATCH_REGISTERS)
    day = _day(request.query_params.get("day"))
    rows = [standing_answer(line) for line in board_of(school, day, clock.now())]
    return Response(StandingSerializer(rows, many=True).data)


@extend_schema(
    operation_id="register",
    description="The pupils of a register with the marks that stand.",
    parameters=_REGISTER,
    responses=RegisterSerializer,
)
@api_view(["GET"])
def register(
    request: Request, school: Body, group: int, day: str, session: str
) -> Response:
    """Return one register with its pupils' marks."""
    found = _register(school, group, day, session)
    _check_may_read(_scope(request), found)
    line = line_of(school, found.group.pk, found.slot, clock.now())
    if line is None:
        raise Http404
    pupils = found.pupils()
    marks = marks_with_people(found.slot, pupils)
    answer = {
        **standing_answer(line),
        "marks": [mark_answer(row, marks.get(row.pk)) for row in pupils],
    }
    return Response(RegisterSerializer(answer).data)


@extend_schema(
    operation_id="record_marks",
    description=(
        "Enter marks. Each carries the version that it was made from: a retry changes"
        " nothing, and where somebody else was first both entries are answered."
    ),
    parameters=_REGISTER,
    request=EntriesSerializer,
    responses=OutcomesSerializer,
)
@api_view(["POST"])
def marks(
    request: Request, school: Body, group: int, day: str, session: str
) -> Response:
    """Enter marks for one register and say what became of each."""
    found = _register(school, group, day, session)
    by = check_may_take(_scope(request), found.group, on=clock.today())
    typed = EntriesSerializer(data=request.data)
    typed.is_valid(raise_exception=True)
    entries, strangers = _own(found, typed.validated_data["items"])
    outcome = record_marks(
        school=school,
        slot=found.slot,
        entries=entries,
        by=by,
        now=clock.now(),
        sent_at=typed.validated_data["sent_at"],
    )
    answer = {"items": outcome_answers(outcome, strangers)}
    return Response(OutcomesSerializer(answer).data)


@extend_schema(
    operation_id="ledger",
    description="Every entry of a register, or with `at` those that stood at a moment.",
    parameters=[*_REGISTER, OpenApiParameter("at", OpenApiTypes.DATETIME)],
    responses=LedgerEntrySerializer(many=True),
)
@api_view(["GET"])
def ledger(
    request: Request, school: Body, group: int, day: str, session: str
) -> Response:
    """Return the entries of one register in order."""
    found = _register(school, group, day, session)
    _check_may_read(_scope(request), found)
    rows = [ledger_answer(line) for line in _lines(found, request)]
    return Response(LedgerEntrySerializer(rows, many=True).data)


def _lines(found: Register, request: Request) -> list[LedgerLine]:
    pupils = [row.pk for row in found.pupils()]
    at = request.query_params.get("at")
    if not at:
        return entries_of(pupils, [found.slot])
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        raise Http404 from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON)
    return list(stood_at(found.slot, pupils, aware).values())


def _own(
    found: Register, items: list[dict[str, Any]]
) -> tuple[list[Entry], list[Refused]]:
    """Keep the entries for pupils of the register; the first of two for one pupil."""
    pupils = {row.pk for row in found.pupils()}
    entries: dict[int, Entry] = {}
    strangers = []
    for item in items:
        facts = {name: value for name, value in item.items() if name != "enrolment"}
        entry = Entry(enrolment_id=item["enrolment"], **facts)
        if entry.enrolment_id in pupils:
            entries.setdefault(entry.enrolment_id, entry)
        else:
            said = f"This pupil is not in the register of {found.words}."
            strangers.append(Refused(entry, said, "SI 2024/208 reg 10(1)"))
    return list(entries.values()), strangers


def _register(school: Body, group: int, day: str, session: str) -> Register:
    try:
        return find_register(school, group, day, session)
    except NoSuchRegister:
        raise Http404 from None


def _day(text: str | None) -> dt.date:
    try:
        return day_of(text) if text else clock.today()
    except NoSuchRegister:
        raise Http404 from None


def _scope(request: Request) -> Scope:
    return cast(ScopedRequest, request._request).scope


def _check_may_read(scope: Scope, found: Register) -> None:
    if not scope.may(Act.WATCH_REGISTERS):
        check_may_take(scope, found.group, on=found.slot.day)

"""Pupils of a school for other programs: the list, and one record."""

from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from schools.api.serializers import PupilDetailSerializer, PupilSerializer
from schools.codes.flags import BY_KEY
from schools.forms.filters import PupilFilter
from schools.models import Body, Contact
from schools.permissions import (
    Scope,
    ScopedRequest,
    family_refusal,
    flag_levels,
)
from schools.selectors.contacts import contacts_of
from schools.selectors.flags import flags_of, kinds_seen
from schools.selectors.policy import policy_on
from schools.selectors.pupils import pupils_on, upns_of
from schools.services.access import log_access
from schools.states import Act

_SCHOOL = OpenApiParameter("school", str, OpenApiParameter.PATH)
_FILTERS = [
    OpenApiParameter("q", str, description="Any part of a name, a UPN or a class."),
    OpenApiParameter("group", int),
    OpenApiParameter("year", int),
    OpenApiParameter("flag", str, description="A kind of flag that you may see."),
    OpenApiParameter("only", str),
    OpenApiParameter("roll", str, enum=["left", "coming", "all"]),
    OpenApiParameter("limit", int),
    OpenApiParameter("offset", int),
]
_SPOKEN = {Contact.Channel.PHONE, Contact.Channel.TEXT}


@extend_schema(
    operation_id="pupils",
    description="Pupils on the roll today, narrowed as in the list of pupils.",
    parameters=[_SCHOOL, *_FILTERS],
    responses=PupilSerializer(many=True),
)
@api_view(["GET"])
def pupil_list(request: Request, school: Body) -> Response:
    """List pupils, a page at a time."""
    scope, today = _scope(request), clock.today()
    scope.check(Act.SEE_PUPILS)
    sees_contacts = scope.may(Act.SEE_CONTACTS)
    chosen = PupilFilter(
        request.query_params,
        pupils_on(school, today),
        school=school,
        flags={key: row.label for key, row in kinds_seen(flag_levels(scope)).items()},
        minimum=policy_on(school, today).minimum_contacts if sees_contacts else None,
        today=today,
    )
    if not chosen.is_valid():
        return Response(chosen.errors, status=400)
    pages = LimitOffsetPagination()
    rows: Any = pages.paginate_queryset(chosen.qs, request)
    return pages.get_paginated_response(PupilSerializer(rows, many=True).data)


@extend_schema(
    operation_id="pupil",
    description="One pupil's record as far as you may see it; the opening is kept.",
    parameters=[_SCHOOL, OpenApiParameter("pupil", int, OpenApiParameter.PATH)],
    responses=PupilDetailSerializer,
)
@api_view(["GET"])
def pupil_detail(request: Request, school: Body, pupil: int) -> Response:
    """Show one record; a relative of the reader has no flags and contacts in it."""
    scope, today = _scope(request), clock.today()
    by = scope.check(Act.SEE_PUPILS)
    found: Any = pupils_on(school, today).filter(pk=pupil).first()
    if found is None:
        raise Http404
    log_access(pupil=found, page="api", by=by, now=clock.now())
    casework = family_refusal(scope, found) is None
    answer = {
        **PupilSerializer(found).data,
        **{
            name: getattr(found, name)
            for name in (
                "first_name",
                "last_name",
                "known_as",
                "sex",
                "allergies",
                "care_plan",
            )
        },
        "group_id": found.group_id,
        "upn": None,
        "enrolments": [_lasting(row, kind=row.kind) for row in found.enrolments.all()],
        "flags": [],
        "contacts": None,
    }
    if casework:
        answer["flags"] = [
            _lasting(row, kind=row.kind, words=BY_KEY[row.kind].label)
            for row in flags_of(found, flag_levels(scope), today)
        ]
    if casework and scope.may(Act.EDIT_PUPILS):
        answer["upn"] = next((row.upn for row in upns_of(found)), None)
    if casework and scope.may(Act.SEE_CONTACTS):
        answer["contacts"] = [_contact(row) for row in contacts_of(found, today)]
    return Response(PupilDetailSerializer(answer).data)


def _lasting(row: Any, **more: object) -> dict[str, object]:
    """Return a row's days, both included, as people write them."""
    days = {"first_day": row.starts_on, "last_day": row.period.last_day}
    return {"id": row.pk, **days, **more}


def _contact(row: Contact) -> dict[str, object]:
    """Return a contact; a number that may not be used is not told."""
    numbers = [number.number for number in row.adult.numbers.all()]
    return {
        "name": row.adult.name,
        "relationship": row.relationship,
        "priority": row.priority,
        "has_parental_responsibility": row.has_parental_responsibility,
        "lives_with_pupil": row.lives_with_pupil,
        "may_collect": row.may_collect,
        "channels": row.channels,
        "restriction": row.restriction,
        "numbers": numbers if _SPOKEN & set(row.channels) else [],
    }


def _scope(request: Request) -> Scope:
    return cast(ScopedRequest, request._request).scope

"""Letters of a school for other programs: the list."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response

from letters.api.serializers import LetterSerializer
from letters.forms.filters import LetterFilter
from letters.selectors.letters import letters_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.states import Act

_PARAMETERS = [
    OpenApiParameter("school", str, OpenApiParameter.PATH),
    OpenApiParameter("kind", str),
    OpenApiParameter("status", str),
    OpenApiParameter("channel", str),
    OpenApiParameter("q", str, description="Words of the pupil's or addressee's name."),
    OpenApiParameter("limit", int),
    OpenApiParameter("offset", int),
]


@extend_schema(
    operation_id="letters",
    description="Letters of the school, the latest first, narrowed as in the list.",
    parameters=_PARAMETERS,
    responses=LetterSerializer(many=True),
)
@api_view(["GET"])
def letter_list(request: Request, school: Body) -> Response:
    """List letters, a page at a time."""
    cast(ScopedRequest, request._request).scope.check(Act.SEND_LETTERS)
    chosen = LetterFilter(request.query_params, letters_of(school))
    if not chosen.is_valid():
        return Response(chosen.errors, status=400)
    pages = LimitOffsetPagination()
    rows: Any = pages.paginate_queryset(chosen.qs, request)
    return pages.get_paginated_response(LetterSerializer(rows, many=True).data)

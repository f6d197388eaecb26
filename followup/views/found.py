"""Finds what an address names, or answers that there is no such page."""

import datetime as dt
from typing import TypeVar

from django.http import Http404

from followup.models import AbsenceLine
from followup.permissions import following_up
from followup.selectors.today import find_line
from schools.models import Body, Membership
from schools.permissions import Scope

_Row = TypeVar("_Row")


def or_404(row: _Row | None) -> _Row:
    """Return a row, or answer that there is none."""
    if row is None:
        raise Http404
    return row


def line_to_work_on(
    scope: Scope, school: Body, line_id: int
) -> tuple[AbsenceLine, Membership]:
    """Return a line and the membership under which the person works on it."""
    line = or_404(find_line(school, line_id))
    return line, following_up(scope, line.enrolment.pupil)


def day_or(text: str | None, otherwise: dt.date) -> dt.date:
    """Return the day of a query, or another where none is given or it is none."""
    try:
        return dt.date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise

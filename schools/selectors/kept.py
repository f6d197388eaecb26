"""Keeps what was read of a school for as long as its revision stands.

A body's revision counts every change to its settings, calendar and times (a trigger
does), so a process never shows what has since been changed, and asks for nothing twice.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Q, Sum

from schools.models import Affiliation, Body

_Read = TypeVar("_Read", bound=Callable[..., Any])
_LARGEST = 2048


def kept_while_unchanged(read: _Read) -> _Read:
    """Keep the answers of a selector whose first argument is a school."""
    answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    @wraps(read)
    def reading(school: Body, *arguments: Any) -> Any:
        key = (school.pk, _revision(school), *arguments)
        if key in answers:
            answers.move_to_end(key)
            return answers[key]
        answers[key] = answer = read(school, *arguments)
        if len(answers) > _LARGEST:
            answers.popitem(last=False)
        return answer

    return reading  # type: ignore[return-value]


def _revision(school: Body) -> int:
    """Return the revision of the school and of the bodies around it, read once."""
    known = school.__dict__.get("_revision_around")
    if known is None:
        around = Q(pk=school.pk) | Q(affiliated__school=school) | Q(kind="nation")
        bodies = Body.objects.filter(around).values("pk").distinct()
        total = Body.objects.filter(pk__in=bodies).aggregate(all=Sum("revision"))
        known = school.__dict__["_revision_around"] = total["all"] or 0
    return int(known)


def read_revisions(schools: Iterable[Body]) -> None:
    """Read the revisions around many schools at once, for a page that asks of each."""
    by_id = {school.pk: school for school in schools}
    rows = Body.objects.filter(kind="nation").aggregate(all=Sum("revision"))
    parents: dict[int, dict[int, int]] = {}
    around = Affiliation.objects.filter(school__in=by_id)
    for school, parent, revision in around.values_list(
        "school_id", "parent_id", "parent__revision"
    ):
        parents.setdefault(school, {})[parent] = revision
    for pk, school in by_id.items():
        total = school.revision + (rows["all"] or 0) + sum(parents.get(pk, {}).values())
        school.__dict__["_revision_around"] = total

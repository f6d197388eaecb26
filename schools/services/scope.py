"""Who is asking, at which body, in which roles."""

import datetime as dt
import json
from typing import Any

from django.db import connection

from schools.models import Body, Membership, Person
from schools.permissions import Scope

_ENTER = "select schools_enter(%s, %s, %s, %s)"


def enter_body(person: Person, kind: str, slug: str, *, on: dt.date) -> Scope | None:
    """Open a body to a person for the rest of the transaction, or return None.

    One call of the database function of the same name, which also sets what row-level
    security reads.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [person.pk, kind, slug, on])
        (answer,) = cursor.fetchone()
    if answer is None:
        return None
    facts = json.loads(answer) if isinstance(answer, str) else answer
    body = _row(Body, facts["body"])
    body.__dict__["_revision_around"] = facts["revision"]
    return Scope(
        person=person,
        body=body,
        memberships=tuple(_row(Membership, row) for row in facts["memberships"]),
        school_ids=tuple(facts["schools"]),
    )


def _row(model: type[Any], columns: dict[str, Any]) -> Any:
    """Make the stored instance that a row's columns describe."""
    days = {"starts_on", "ends_on"}
    values = {
        name: dt.date.fromisoformat(value) if name in days and value else value
        for name, value in columns.items()
    }
    instance = model(**values)
    instance._state.adding = False
    instance._state.db = "default"
    return instance

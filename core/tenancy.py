"""Says to PostgreSQL whose rows this transaction may see.

Row-level security reads three settings of the transaction: the schools in scope, the
person, and the bodies whose staff may be seen. With none set, a query finds nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_SET = """
    select set_config('rollbook.schools', %s, true),
           set_config('rollbook.bodies', %s, true),
           set_config('rollbook.person', %s, true)
"""


def set_scope(
    school_ids: Iterable[int],
    *,
    body_ids: Iterable[int] = (),
    person_id: int | None = None,
) -> None:
    """Let the rest of this transaction see the rows of `school_ids` and no others.

    Staff are seen of those schools, of `body_ids`, and the person themself.
    """
    schools = {int(number) for number in school_ids}
    bodies = schools | {int(number) for number in body_ids}
    person = "" if person_id is None else str(int(person_id))
    with connection.cursor() as cursor:
        cursor.execute(_SET, [_array(schools), _array(bodies), person])


@contextmanager
def in_schools(
    school_ids: Iterable[int],
    *,
    body_ids: Iterable[int] = (),
    person_id: int | None = None,
) -> Iterator[None]:
    """Run a block in one transaction that sees the rows of `school_ids` only."""
    with transaction.atomic():
        set_scope(school_ids, body_ids=body_ids, person_id=person_id)
        yield


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(str(number) for number in sorted(numbers)) + "}"

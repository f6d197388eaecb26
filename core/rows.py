"""Instances of models by one statement that is written once.

For what every request asks anew (who is signed in, which class an address names): the
ORM takes longer to build such a statement each time than PostgreSQL takes to answer it,
and a text that never changes is planned once by each connection (settings/database.py).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeVar

from django.db import connection, models

_Row = TypeVar("_Row", bound=models.Model)


def first_row(
    model: type[_Row], condition: str, parameters: Sequence[int | str]
) -> _Row | None:
    """Return a row that holds the condition, a text in the program's own words, or None.

    For models whose columns are plain: no field's own conversion is asked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_select(model, condition), parameters)
        row = cursor.fetchone()
    return None if row is None else model.from_db(connection.alias, _names(model), row)


def int_array(numbers: Iterable[int]) -> str:
    """Return numbers as PostgreSQL reads an array: `= any (%s::int[])`.

    The driver walks a list twice to find its type; a class is thirty numbers each time.
    """
    return "{" + ",".join(map(str, map(int, numbers))) + "}"


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def _select(model: type[models.Model], condition: str) -> str:
    columns = ", ".join(f"{field.column}" for field in model._meta.concrete_fields)
    table = model._meta.db_table
    return f"select {columns} from {table} where {condition} limit 1"  # noqa: S608

"""Rows on their way into PostgreSQL: collected by table, then written with COPY."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections, models
from django.db.models.expressions import DatabaseDefault
from django.db.models.fields.json import JSONField

Row = tuple[Any, ...]
OWNER = "owner"


class Sheet:
    """The rows of one table; numbers are given here, so that rows can refer to others."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        fields = [
            field
            for field in model._meta.concrete_fields
            if not isinstance(field, models.CompositePrimaryKey)
        ]
        self.fields = {field.attname: field for field in fields}
        self.columns = [str(field.column) for field in fields]
        self.rows: list[Row] = []
        self.numbered = "id" in self.fields
        self.next_id = self._highest_id() + 1 if self.numbered else 0

    def add(self, **values: Any) -> int:
        """Note a row and return its number; what is not said has the model's default."""
        unknown = values.keys() - self.fields.keys()
        if unknown:
            raise TypeError(f"{self.table} has no {', '.join(sorted(unknown))}")
        number = self.next_id
        if self.numbered:
            values["id"] = number
            self.next_id += 1
        self.rows.append(
            tuple(
                values[name] if name in values else _default_of(field)
                for name, field in self.fields.items()
            )
        )
        return number

    def change(self, number: int, **values: Any) -> None:
        """Say more about a row that is not written yet."""
        place = number - (self.next_id - len(self.rows))
        names = list(self.fields)
        row = list(self.rows[place])
        for name, value in values.items():
            row[names.index(name)] = value
        self.rows[place] = tuple(row)

    def copy(self) -> None:
        """Write the rows, and let the table's own numbers go on after them."""
        if not self.rows:
            return
        with connections[OWNER].cursor() as cursor:
            copy_rows(cursor, self.table, self.columns, self._printable())
            if self.numbered:
                cursor.execute(
                    "select setval(pg_get_serial_sequence(%s, 'id'), %s)",
                    [self.table, self.next_id - 1],
                )
        self.rows = []

    def _printable(self) -> Iterator[Row]:
        is_json = [isinstance(field, JSONField) for field in self.fields.values()]
        if not any(is_json):
            yield from self.rows
            return
        for row in self.rows:
            yield tuple(
                json.dumps(value) if dump else value
                for value, dump in zip(row, is_json, strict=True)
            )

    def _highest_id(self) -> int:
        with connections[OWNER].cursor() as cursor:
            cursor.execute(f'select coalesce(max(id), 0) from "{self.table}"')  # noqa: S608
            return int(cursor.fetchone()[0])


def _default_of(field: models.Field[Any, Any]) -> Any:
    """Return what a column holds where nothing is said, the database's word included."""
    value = field.get_default()
    if isinstance(value, DatabaseDefault):
        stored: Any = value
        value = getattr(stored.expression, "value", stored.expression)
    return value


class Book:
    """One sheet for each table, made when first asked for, written in that order."""

    def __init__(self) -> None:
        self.sheets: dict[type[models.Model], Sheet] = {}

    def __getitem__(self, model: type[models.Model]) -> Sheet:
        if model not in self.sheets:
            self.sheets[model] = Sheet(model)
        return self.sheets[model]

    def add(self, model: type[models.Model], **values: Any) -> int:
        """Note a row of a model and return its number."""
        return self[model].add(**values)

    def copy(self) -> None:
        """Write what was noted since the last time."""
        for sheet in self.sheets.values():
            sheet.copy()


def copy_rows(
    cursor: Any, table: str, columns: Iterable[str], rows: Iterable[Row]
) -> None:
    """Write rows into a table with one COPY."""
    names = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f'copy "{table}" ({names}) from stdin') as copy:
        for row in rows:
            copy.write_row(row)

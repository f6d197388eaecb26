"""The raw limit: the same rows through the driver alone, in a table without promises."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

_TABLE = """
    create table if not exists bench_raw (
        at timestamptz, slot int, enrolment_id int, school_id int, by_id int,
        version smallint, minutes_late smallint, code varchar(2),
        primary key (slot, enrolment_id));
    grant all on bench_raw to public
"""
_INSERT = """
    insert into bench_raw
    select now(), %s, e, 1, 1, 1, null, '/' from unnest(%s::int[]) e
"""


@contextmanager
def connection() -> Iterator["psycopg.Connection[Any]"]:
    """Connect as the owner with the driver alone, to an empty bare table."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_TABLE)
        owner.execute("truncate bench_raw")
        yield owner


def save(owner: "psycopg.Connection[Any]", slot: int, enrolments: list[int]) -> None:
    """Insert a register's rows and commit."""
    owner.execute(_INSERT, [slot, enrolments], prepare=True)

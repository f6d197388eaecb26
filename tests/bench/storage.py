"""Bytes that a mark takes, in all tables and indexes that exist for marks."""

from django.db import connections

from tests.bench.data import CLASS_SIZE, CLASSES, DAYS, BenchData
from tests.bench.table import Row

_TABLES = (
    "register_mark",
    "register_markyear",
    "register_ledgerentry",
    "register_markdetail",
)
_SHARE = """
    select sum(pg_total_relation_size(t::regclass))
      from unnest(%s::text[]) t
"""
_RAW = """
    select count(*) * (24 + 4 + 32) + pg_relation_size('register_mark_pkey')
      from register_mark
"""


def measure(_data: BenchData) -> list[Row]:
    """Return the size for each mark; the limit is a bare row and its key."""
    with connections["owner"].cursor() as owner:
        owner.execute("select count(*) from register_mark")
        (marks,) = owner.fetchone()
        owner.execute(_SHARE, [list(_TABLES)])
        (size,) = owner.fetchone()
        owner.execute(_RAW)
        (bare,) = owner.fetchone()
    if marks < CLASSES * CLASS_SIZE * DAYS * 2:
        raise RuntimeError(marks)
    return [
        Row(
            "storage for a mark", "bytes", float(size) / marks, 100, float(bare) / marks
        )
    ]

"""Tenancy of marks, the ledger that triggers write, and what the application may not."""

from pathlib import Path

from django.db import migrations

from core import rls
from register.codes import spans

SQL = Path(__file__).parent / "sql"

TENANT_TABLES = [
    "register_mark",
    "register_markyear",
    "register_ledgerentry",
    "register_markdetail",
    "register_registertaken",
    "register_reopening",
    "register_nudge",
    "register_suggestion",
]

LETTERS = """
create table register_codeletter (
    code text not null,
    starts_on date not null,
    ends_on date,
    letter char not null,
    primary key (code, starts_on)
)
"""


def fill_letters(_apps, editor):
    """Copy the code table's letters for the triggers; a test compares the two."""
    with editor.connection.cursor() as cursor:
        cursor.executemany(
            "insert into register_codeletter (code, starts_on, ends_on, letter)"
            " values (%s, %s, %s, %s)",
            [(row.code, row.starts_on, row.ends_on, row.letter) for row in spans()],
        )


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("schools", "0002_tenancy")]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        migrations.RunSQL(LETTERS, "drop table register_codeletter"),
        migrations.RunPython(fill_letters, migrations.RunPython.noop),
        rls.run(
            # The application writes marks; the ledger and the year rows follow them.
            "revoke insert, update, delete, truncate on register_codeletter from {app}",
            "revoke insert, update, delete, truncate on register_ledgerentry from {app}",
            "revoke insert, update, delete, truncate on register_markyear from {app}",
        ),
        rls.append_only("register_ledgerentry"),
        rls.append_only("register_markdetail"),
        *(
            rls.no_delete(table)
            for table in (
                "register_mark",
                "register_registertaken",
                "register_reopening",
                "register_suggestion",
            )
        ),
        rls.run(
            (SQL / "marks.sql").read_text(),
            undo=(
                "drop function register_keep_years, register_keep_entry cascade",
                "drop function register_with_letters, register_blank_year,"
                " register_position, register_year_of, register_day",
            ),
        ),
        rls.run(
            (SQL / "rebuild.sql").read_text(),
            undo=("drop function register_rebuild_years, register_true_years",),
        ),
    ]

"""Migration operations that put tenancy and least privilege into PostgreSQL.

The owner migrates and is exempt; the application's role owns nothing. The subselect in
each policy makes PostgreSQL read the setting once for a statement and not once for a
row: 153 ms against 2,383 on 690,000 marks (DESIGN.md, promise 8).
"""

from collections.abc import Callable

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import StateApps

SCHOOLS = "any ((select core_schools())::int[])"
PERSON = "(select core_person())"

_Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]


def application_role() -> str:
    """Return the quoted name of the role that the application signs in with."""
    return '"' + str(settings.DATABASES["default"]["USER"]).replace('"', "") + '"'


def run(*statements: str, undo: tuple[str, ...] = ()) -> RunPython:
    """Run SQL in which `{app}` stands for the application's role."""
    return RunPython(_executing(statements), _executing(undo))


def tenant(table: str, *, column: str = "school_id") -> RunPython:
    """Let the application see and change only rows of the schools in scope."""
    return policy(table, using=f"{column} = {SCHOOLS}")


def policy(table: str, *, using: str, check: str | None = None) -> RunPython:
    """Put row-level security with one policy for all commands on a table."""
    return run(
        f"alter table {table} enable row level security",
        f"create policy scope on {table} for all to {{app}}"
        f" using ({using}) with check ({check or using})",
        undo=(
            f"drop policy scope on {table}",
            f"alter table {table} disable row level security",
        ),
    )


def append_only(table: str) -> RunPython:
    """Refuse UPDATE, DELETE and TRUNCATE to the application, and UPDATE to everyone."""
    return run(
        f"revoke update, delete, truncate on {table} from {{app}}",
        f"create trigger append_only before update on {table}"
        " for each row execute function core_refuse_update()",
        undo=(
            f"drop trigger append_only on {table}",
            f"grant update, delete on {table} to {{app}}",
        ),
    )


def no_delete(table: str) -> RunPython:
    """Refuse DELETE and TRUNCATE to the application."""
    return run(
        f"revoke delete, truncate on {table} from {{app}}",
        undo=(f"grant delete on {table} to {{app}}",),
    )


def _executing(statements: tuple[str, ...]) -> _Step:
    def step(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements:
            editor.execute(statement.replace("{app}", application_role()), params=None)

    return step

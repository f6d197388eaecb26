"""Migration operations that put tenancy and least privilege into PostgreSQL.

The owner migrates and is exempt; the application's role owns nothing. The subselect in
each policy makes PostgreSQL read the setting once for a statement and not once for a
row: 153 ms against 2,383 on 690,000 marks (DESIGN.md, promise 8).
"""

from typing import Any

from django.conf import settings
from django.db.migrations.operations import RunSQL

SCHOOLS = "any ((select core_schools())::int[])"
PERSON = "(select core_person())"


def application_role() -> str:
    """Return the quoted name of the role that the application signs in with."""
    return '"' + str(settings.DATABASES["default"]["USER"]).replace('"', "") + '"'


def run(*statements: str, undo: tuple[str, ...] = ()) -> RunSQL:
    """Run SQL in which `{app}` stands for the application's role.

    Plain SQL, because a function in Python makes Django build every model anew: with
    sixty tables a new database took a minute instead of seconds.
    """
    return RunSQL(_for_role(statements), _for_role(undo))


def tenant(table: str, *, column: str = "school_id") -> RunSQL:
    """Let the application see and change only rows of the schools in scope."""
    return policy(table, using=f"{column} = {SCHOOLS}")


def policy(table: str, *, using: str, check: str | None = None) -> RunSQL:
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


def append_only(table: str) -> RunSQL:
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


def no_delete(table: str) -> RunSQL:
    """Refuse DELETE and TRUNCATE to the application."""
    return run(
        f"revoke delete, truncate on {table} from {{app}}",
        undo=(f"grant delete on {table} to {{app}}",),
    )


def _for_role(
    statements: tuple[str, ...],
) -> list[str | tuple[str, dict[str, Any] | list[Any] | tuple[Any, ...] | None]]:
    return [text.replace("{app}", application_role()) for text in statements]

"""Entries leave through one function, which belongs to a role of its own."""

from pathlib import Path

from django.db import migrations

from core import rls

SQL = Path(__file__).parent / "sql"
ROLE = "rollbook_retention"
# What leaves with the entries; the year rows are blanked, and go once nothing is left.
LEAVE = (
    "register_mark",
    "register_ledgerentry",
    "register_markdetail",
    "register_markyear",
    "register_registertaken",
    "register_reopening",
    "register_nudge",
)
NEEDED = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{ROLE}') then
        raise exception 'the role {ROLE} is missing'
            using hint = 'Run attendance/stack/roles.sql as a superuser first; starting'
                         ' the embedded servers does. docs/running.md says more.';
    end if;
end $$
"""


def seen_by_the_role(table):
    """Let the role see the rows of the schools in scope."""
    return rls.run(
        f"create policy retention on {table} for all to {ROLE}"
        f" using (school_id = {rls.SCHOOLS}) with check (school_id = {rls.SCHOOLS})",
        undo=(f"drop policy retention on {table}",),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0006_desk_corrected"),
        ("schools", "0009_next_year"),
    ]
    operations = [
        rls.run(NEEDED),
        rls.run(
            f"grant usage, create on schema public to {ROLE}",
            f"grant select, delete on {', '.join(LEAVE)} to {ROLE}",
            f"grant update on register_markyear to {ROLE}",
            f"grant select on register_hold to {ROLE}",
            f"grant select, update on register_disposal to {ROLE}",
            undo=(
                f"revoke all on {', '.join(LEAVE)}, register_hold, register_disposal"
                f" from {ROLE}",
                f"revoke all on schema public from {ROLE}",
            ),
        ),
        *(
            seen_by_the_role(table)
            for table in (*LEAVE, "register_hold", "register_disposal")
        ),
        rls.run(
            (SQL / "retention.sql").read_text(),
            # Before it is handed over: afterwards only the role itself could.
            "revoke execute on function register_dispose from public",
            "grant execute on function register_dispose to {app}",
            f"alter function register_dispose owner to {ROLE}",
            undo=("drop function register_dispose, register_disposable",),
        ),
    ]

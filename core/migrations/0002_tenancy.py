"""What row-level security reads, what ledgers refuse, and what the application may."""

from django.db import migrations

from core import rls

FUNCTIONS = """
create function core_schools() returns int[] language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('rollbook.schools', true), ''), '{}')::int[]
$$;
create function core_bodies() returns int[] language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('rollbook.bodies', true), ''), '{}')::int[]
$$;
create function core_person() returns int language sql stable parallel safe as $$
    select nullif(current_setting('rollbook.person', true), '')::int
$$;
create function core_refuse_update() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: its rows are never updated', tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS,
            "drop function core_refuse_update, core_person, core_bodies, core_schools",
        ),
        rls.run(
            "grant usage on schema public to {app}",
            "grant select, insert, update, delete on all tables in schema public"
            " to {app}",
            "grant usage on all sequences in schema public to {app}",
            "revoke insert, update, delete on django_migrations from {app}",
            "alter default privileges in schema public"
            " grant select, insert, update, delete on tables to {app}",
            "alter default privileges in schema public"
            " grant usage on sequences to {app}",
        ),
    ]

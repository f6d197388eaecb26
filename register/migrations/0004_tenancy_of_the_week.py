"""Tenancy of what happens around the marks, and which sessions of a week are meant."""

from django.db import migrations

from core import rls

TENANT_TABLES = [
    "register_arrangement",
    "register_arrival",
    "register_confirmation",
    "register_departure",
    "register_disposal",
    "register_hold",
    "register_leavepupil",
    "register_leaverequest",
    "register_lessoncheck",
    "register_notfound",
    "register_onsite",
    "register_provider",
    "register_rollcall",
    "register_rollcalltick",
    "register_runplace",
    "register_shut",
    "register_transportrun",
    "register_trip",
    "register_tripplace",
]
# The twin of `schools.rules.weeks.meets`, for statements that read a whole class.
MEETS = """
create function register_meets(sessions smallint, slot int) returns boolean
    language sql immutable parallel safe as $$
    select sessions is null
        or (sessions::int >> (2 * ((slot / 2 + 6) % 7) + slot % 2)) & 1 = 1
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_school_week"),
        ("schools", "0006_tenancy_of_people_and_papers"),
    ]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        migrations.RunSQL(MEETS, "drop function register_meets"),
        *(
            rls.append_only(f"register_{table}")
            for table in ("confirmation", "rollcalltick", "shut")
        ),
        *(
            rls.no_delete(table)
            for table in TENANT_TABLES
            if table not in ("register_confirmation", "register_rollcalltick")
        ),
    ]

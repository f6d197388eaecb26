"""Tenancy of schools, memberships that stay as they were, and the named functions."""

from pathlib import Path

from django.db import migrations

from core import rls

SQL = Path(__file__).parent / "sql"

TENANT_TABLES = [
    "schools_pupil",
    "schools_enrolment",
    "schools_registrationgroup",
    "schools_groupteacher",
    "schools_placement",
    "schools_adult",
    "schools_phonenumber",
    "schools_contact",
    "schools_flag",
    "schools_halfterm",
    "schools_closure",
    "schools_sessiontime",
    "schools_staffrelative",
    "schools_accesslog",
]
KNOWN_HERE = "exists (select from schools_pupil p where p.identity_id = {})"


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial"), ("core", "0002_tenancy")]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        rls.policy(
            "schools_membership",
            using="body_id = any ((select core_bodies())::int[])"
            " or person_id = (select core_person())",
        ),
        rls.policy("schools_identity", using=KNOWN_HERE.format("schools_identity.id")),
        rls.policy("schools_upn", using=KNOWN_HERE.format("schools_upn.identity_id")),
        rls.policy(
            "schools_identitylink",
            using=KNOWN_HERE.format("first_id")
            + " or "
            + KNOWN_HERE.format("second_id"),
        ),
        rls.policy("schools_identitymerge", using=KNOWN_HERE.format("kept_id")),
        # A child is found or made by number through a named function only.
        rls.run(
            "revoke insert, update, delete on schools_identity, schools_upn from {app}"
        ),
        rls.append_only("schools_accesslog"),
        *(
            rls.no_delete(table)
            for table in (
                "schools_membership",
                "schools_enrolment",
                "schools_pupil",
                "schools_setting",
                "schools_identitymerge",
            )
        ),
        rls.run(
            (SQL / "membership.sql").read_text(),
            undo=("drop function schools_keep_membership cascade",),
        ),
        rls.run(
            (SQL / "revision.sql").read_text(),
            undo=("drop function schools_count_revision cascade",),
        ),
        rls.run(
            (SQL / "enter.sql").read_text(), undo=("drop function schools_enter",)
        ),
        rls.run(
            (SQL / "identity.sql").read_text(),
            undo=(
                "drop function schools_identity_for, schools_renumber,"
                " schools_merge_identities, schools_undo_merge",
            ),
        ),
        rls.run(
            (SQL / "search.sql").read_text(),
            undo=(
                "drop function schools_search",
                "drop index schools_pupil_search",
                "drop function schools_search_text",
            ),
        ),
    ]

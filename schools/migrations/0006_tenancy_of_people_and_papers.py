"""Tenancy of alerts, training, passes, checks and files."""

from django.db import migrations

from core import rls

TENANT_TABLES = [
    "schools_alert",
    "schools_contactcheck",
    "schools_supplypass",
    "schools_training",
]
# A trust's or the nation's file is read under that body and under no school.
OF_A_BODY = "body_id = any ((select core_bodies())::int[])"


class Migration(migrations.Migration):
    dependencies = [("schools", "0005_people_and_papers")]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        rls.policy("schools_import", using=OF_A_BODY),
        rls.policy("schools_columnmapping", using=OF_A_BODY),
        rls.append_only("schools_contactcheck"),
        *(
            rls.no_delete(table)
            for table in (
                "schools_alert",
                "schools_contactpoint",
                "schools_duty",
                "schools_import",
                "schools_policy",
                "schools_supplypass",
                "schools_training",
            )
        ),
    ]

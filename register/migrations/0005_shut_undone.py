"""A closure without warning can be undone, and the session then closed once more."""

import django.db.models.deletion
from django.db import migrations, models

from core import rls

CHANGEABLE = "closure_id, entered, undone_at, undone_by_id, undone_reason"
STANDS = models.Q(groups__isnull=True, undone_at__isnull=True)
NOT_UNDONE = models.Q(
    undone_at__isnull=True, undone_by__isnull=True, undone_reason=""
)
UNDONE = models.Q(undone_at__isnull=False, undone_by__isnull=False) & ~models.Q(
    undone_reason=""
)


class Migration(migrations.Migration):
    dependencies = [("register", "0004_tenancy_of_the_week")]
    operations = [
        migrations.AddField(
            "shut", "undone_at", models.DateTimeField(null=True)
        ),
        migrations.AddField(
            "shut",
            "undone_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.membership",
            ),
        ),
        migrations.AddField(
            "shut", "undone_reason", models.CharField(blank=True, max_length=200)
        ),
        migrations.RemoveConstraint("shut", "a_school_is_shut_once"),
        migrations.AddConstraint(
            "shut",
            models.UniqueConstraint(
                condition=STANDS,
                fields=("school", "slot"),
                name="a_school_is_shut_once",
            ),
        ),
        migrations.AddConstraint(
            "shut",
            models.CheckConstraint(
                condition=NOT_UNDONE | UNDONE, name="shut_undone_at_and_by"
            ),
        ),
        # What was said and done stays; only that it was undone may be added.
        rls.run(
            "drop trigger append_only on register_shut",
            f"grant update ({CHANGEABLE}) on register_shut to {{app}}",
            undo=(
                "revoke update on register_shut from {app}",
                "create trigger append_only before update on register_shut"
                " for each row execute function core_refuse_update()",
            ),
        ),
    ]

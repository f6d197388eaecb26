"""Which schools' registers of a day have changed, asked once for all of them."""

from pathlib import Path

from django.db import migrations, models

from core import rls

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("followup", "0004_answers")]
    operations = [
        migrations.AlterField(
            model_name="dailylist",
            name="fingerprint",
            field=models.CharField(blank=True, max_length=120),
        ),
        rls.run(
            (SQL / "changes.sql").read_text(),
            undo=("drop function followup_changes",),
        ),
    ]

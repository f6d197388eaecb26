"""Children of a whole file in one call; how far a file is read is kept in the cache."""

from pathlib import Path

from django.db import migrations

from core import rls

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("schools", "0006_tenancy_of_people_and_papers")]
    operations = [
        migrations.RemoveField(model_name="import", name="progress"),
        rls.run(
            (SQL / "identities.sql").read_text(),
            undo=("drop function schools_identities_for",),
        ),
    ]

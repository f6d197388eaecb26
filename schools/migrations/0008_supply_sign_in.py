"""Finds a supply teacher's pass by its code, before sign-in."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("schools", "0007_imports")]
    operations = [
        migrations.RunSQL(
            (SQL / "supply.sql").read_text(), "drop function schools_supply_pass"
        )
    ]

"""What was changed in a pupil's record; flags that end and are never deleted."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from core import rls

SQL = Path(__file__).parent / "sql"
CHOICES = [
    ("record", "Record"),
    ("roll", "Roll"),
    ("contact", "Contact"),
    ("flag", "Flag"),
    ("upn", "UPN"),
    ("family", "Family"),
]


class Migration(migrations.Migration):
    dependencies = [("schools", "0003_nation")]
    operations = [
        migrations.CreateModel(
            name="PupilChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=CHOICES, max_length=8)),
                ("words", models.CharField(max_length=400)),
                ("is_sensitive", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.membership",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="schools.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.body",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["pupil", "-changed_at"], name="changes_of_pupil"
                    )
                ],
            },
        ),
        rls.tenant("schools_pupilchange"),
        rls.append_only("schools_pupilchange"),
        rls.no_delete("schools_flag"),
        rls.run(
            (SQL / "family.sql").read_text(),
            undo=("drop function schools_same_child, schools_siblings_elsewhere",),
        ),
    ]

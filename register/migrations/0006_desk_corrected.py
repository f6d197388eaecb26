"""An arrival may be withdrawn; who left may be expected back, and is told ahead."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("register", "0005_shut_undone")]
    operations = [
        migrations.AlterField(
            model_name="arrival",
            name="code",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="arrival",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="arrival",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.membership",
            ),
        ),
        migrations.AddField(
            model_name="arrival",
            name="withdrawn_reason",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(
                condition=Q(withdrawn_at__isnull=True),
                fields=("enrolment", "slot"),
                name="a_pupil_arrives_once_in_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="arrival_withdrawn_at_and_by",
            ),
        ),
        migrations.AddField(
            model_name="departure",
            name="expected_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="departure",
            name="suggestion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.suggestion",
            ),
        ),
    ]

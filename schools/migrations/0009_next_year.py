"""The day as families read it, the step into the next year, and a question more."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models

from core import rls
from schools.codes.national_answers import NATIONAL_ANSWERS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)
ASKED_FROM_NOW_ON = "contact_check_months"


def add_answer(apps, editor):
    """Store the nation's answer where an installation of before has none."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(kind="nation")
    settings = apps.get_model("schools", "Setting").objects.using(database)
    if not settings.filter(body=nation, key=ASKED_FROM_NOW_ON).exists():
        settings.create(
            body=nation,
            key=ASKED_FROM_NOW_ON,
            value=NATIONAL_ANSWERS[ASKED_FROM_NOW_ON],
            chosen_by="Rollbook",
            source="Shipped answer, within law and guidance",
            starts_on=FROM_THE_FIRST_CODE_ON,
            entered_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0008_supply_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='sessiontime',
            name='gates_open',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='sessiontime',
            name='lessons_begin',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Rollover',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('leavers_last_on', models.DateField()),
                ('plan', models.JSONField(default=dict)),
                ('made', models.JSONField(default=dict)),
                ('drafted_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.body')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership')),
            ],
            options={
                'ordering': ['-starts_on', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('school', 'starts_on'), name='one_rollover_to_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='rollover_done_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='rollover_undone_at_and_by'), models.CheckConstraint(condition=models.Q(('leavers_last_on__lt', models.F('starts_on'))), name='leavers_leave_before_the_year')],
            },
        ),
        rls.tenant("schools_rollover"),
        rls.no_delete("schools_rollover"),
        migrations.RunPython(add_answer, migrations.RunPython.noop),
    ]

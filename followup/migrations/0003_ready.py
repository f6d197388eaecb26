"""The ready ladders and wordings, as the nation's rows."""

import datetime as dt

from django.db import migrations

from followup.codes.ladders import READY_LADDERS
from followup.codes.wordings import WORDINGS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)
SHIPPED_AT = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def add_ladders(apps, editor):
    """Store each ready ladder with its steps; a nearer body chooses or writes its own."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(
        kind="nation"
    )
    step_model = apps.get_model("followup", "LadderStep")
    for ready in READY_LADDERS:
        ladder = apps.get_model("followup", "Ladder").objects.using(database).create(
            body=nation,
            key=ready.key,
            name=ready.name,
            source=ready.source,
            starts_on=FROM_THE_FIRST_CODE_ON,
        )
        step_model.objects.using(database).bulk_create(
            step_model(
                ladder=ladder,
                order=order,
                first_day=step.days[0],
                last_day=step.days[1],
                is_daily=step.is_daily,
                is_mandatory=step.is_mandatory,
                whom=step.whom.value,
                kind=step.do.value,
                role=step.role.value,
                words=step.words,
            )
            for order, step in enumerate(ready.steps, start=1)
        )


def add_wordings(apps, editor):
    """Store the first wording of each message."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(
        kind="nation"
    )
    for wording in WORDINGS:
        template = (
            apps.get_model("followup", "MessageTemplate")
            .objects.using(database)
            .create(body=nation, kind=wording.kind, channel=wording.channel)
        )
        apps.get_model("followup", "TemplateVersion").objects.using(database).create(
            template=template,
            number=1,
            subject=wording.subject,
            text=wording.text,
            written_at=SHIPPED_AT,
        )


class Migration(migrations.Migration):
    dependencies = [("followup", "0002_tenancy"), ("schools", "0003_nation")]
    operations = [
        migrations.RunPython(add_ladders, migrations.RunPython.noop),
        migrations.RunPython(add_wordings, migrations.RunPython.noop),
    ]

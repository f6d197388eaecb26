"""England, and the answers to every setting that ship with the product."""

import datetime as dt

from django.db import migrations

from schools.codes.national_answers import NATIONAL_ANSWERS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)


def add_nation(apps, editor):
    """Store the nation and its answers; a nearer body's answer replaces each."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).create(
        kind="nation", name="England", slug="england"
    )
    setting = apps.get_model("schools", "Setting")
    setting.objects.using(database).bulk_create(
        setting(
            body=nation,
            key=key,
            value=value,
            chosen_by="Rollbook",
            source="Shipped answer, within law and guidance",
            starts_on=FROM_THE_FIRST_CODE_ON,
            entered_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        )
        for key, value in NATIONAL_ANSWERS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_tenancy")]
    operations = [migrations.RunPython(add_nation, migrations.RunPython.noop)]

"""The nation's answer to who authorises a pupil who leaves early."""

import datetime as dt

from django.db import migrations

from schools.codes.national_answers import NATIONAL_ANSWERS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)
KEY = "sign_out_is_authorised"


def add_answer(apps, editor):
    """Store the shipped answer where an installation of before does not have it."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(
        kind="nation"
    )
    settings = apps.get_model("schools", "Setting").objects.using(database)
    if settings.filter(body=nation, key=KEY).exists():
        return
    settings.create(
        body=nation,
        key=KEY,
        value=NATIONAL_ANSWERS[KEY],
        chosen_by="Rollbook",
        source="Shipped answer, within law and guidance",
        starts_on=FROM_THE_FIRST_CODE_ON,
        entered_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    )


class Migration(migrations.Migration):
    dependencies = [("schools", "0009_next_year")]
    operations = [migrations.RunPython(add_answer, migrations.RunPython.noop)]

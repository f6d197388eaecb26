"""The nation's answers to questions that installations of before were not asked."""

import datetime as dt

from django.db import migrations

from schools.codes.national_answers import NATIONAL_ANSWERS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)


def add_answers(apps, editor):
    """Store every shipped answer that is missing; what is there stays as it is."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(
        kind="nation"
    )
    settings = apps.get_model("schools", "Setting").objects.using(database)
    answered = set(settings.filter(body=nation).values_list("key", flat=True))
    for key in NATIONAL_ANSWERS.keys() - answered:
        settings.create(
            body=nation,
            key=key,
            value=NATIONAL_ANSWERS[key],
            chosen_by="Rollbook",
            source="Shipped answer, within law and guidance",
            starts_on=FROM_THE_FIRST_CODE_ON,
            entered_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        )


class Migration(migrations.Migration):
    dependencies = [("schools", "0010_sign_out")]
    operations = [migrations.RunPython(add_answers, migrations.RunPython.noop)]

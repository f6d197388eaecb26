"""The nation's answers to questions that were not asked when it was stored."""

import datetime as dt

from django.db import migrations

from schools.codes.national_answers import NATIONAL_ANSWERS

FROM_THE_FIRST_CODE_ON = dt.date(2006, 9, 1)


def add_answers(apps, editor):
    """Store each shipped answer that an installation of before does not have yet."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(
        kind="nation"
    )
    settings = apps.get_model("schools", "Setting").objects.using(database)
    known = set(settings.filter(body=nation).values_list("key", flat=True))
    settings.bulk_create(
        settings.model(
            body=nation,
            key=key,
            value=value,
            chosen_by="Rollbook",
            source="Shipped answer, within law and guidance",
            starts_on=FROM_THE_FIRST_CODE_ON,
            entered_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
        )
        for key, value in NATIONAL_ANSWERS.items()
        if key not in known
    )


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0003_ready"),
        ("schools", "0006_tenancy_of_people_and_papers"),
    ]
    operations = [migrations.RunPython(add_answers, migrations.RunPython.noop)]

"""Our own texts, as the nation's first versions: used where nobody has written one."""

import datetime as dt

from django.db import migrations

from letters.codes import KINDS
from letters.codes.texts import MAIL, subject_and_text

SHIPPED_AT = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
FROM = dt.date(2024, 8, 19)


def add_texts(apps, editor):
    """Store a template of the nation for each letter."""
    database = editor.connection.alias
    nation = apps.get_model("schools", "Body").objects.using(database).get(kind="nation")
    template = apps.get_model("letters", "LetterTemplate").objects.using(database)
    version = apps.get_model("letters", "TemplateVersion").objects.using(database)
    for kind in KINDS:
        subject, text = subject_and_text(kind.key)
        version.create(
            template=template.create(body=nation, kind=kind.key, language="English"),
            number=1,
            starts_on=FROM,
            subject=subject,
            text=text,
            mail=MAIL,
            made_at=SHIPPED_AT,
            is_shipped=True,
        )


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_tenancy")]
    operations = [migrations.RunPython(add_texts, migrations.RunPython.noop)]

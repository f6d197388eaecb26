"""Room on each page of year rows, so that a mark changes its row where it lies.

Every save rewrites the rows of a class. Without room on the page the new version goes
elsewhere and both indexes follow: 37 KB of log a register against 9 KB, for half a byte
a mark (docs/decisions/0009-the-morning-minute.md).
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0008_leave_shown")]
    operations = [
        migrations.RunSQL(
            "alter table register_markyear set (fillfactor = 80)",
            "alter table register_markyear reset (fillfactor)",
        )
    ]

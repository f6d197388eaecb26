"""Makes year rows anew from the marks, where they differ."""

from django.db import connection, transaction

from schools.models import Body


@transaction.atomic
def rebuild_year(*, school: Body, year: int) -> int:
    """Store the year rows of a school as its marks say; answer how many differed."""
    with connection.cursor() as cursor:
        cursor.execute("select register_rebuild_years(%s, %s)", [school.pk, year])
        (stored,) = cursor.fetchone()
    return int(stored)

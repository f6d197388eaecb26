"""Empties a demonstration's database for a fresh one. Never another's."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import connections

from attendance.demo.sheets import OWNER
from core.models import DemoClock
from schools.models import Body
from schools.states import BodyKind

# What migrations and jobs have stored, and no demonstration has made.
_KEPT = {"django_content_type", "auth_permission", "core_jobrun"}
_SHIPPED = "Rollbook"
_NATION = "(select id from schools_body where kind = 'nation')"
_OTHERS = {
    "followup_ladder": f"body_id not in {_NATION}",
    "followup_ladderstep": (
        f"ladder_id not in (select id from followup_ladder where body_id in {_NATION})"  # noqa: S608
    ),
    "followup_messagetemplate": f"body_id not in {_NATION}",
    "followup_templateversion": "written_by_id is not null",
    "schools_body": "kind <> 'nation'",
    "schools_setting": f"chosen_by <> '{_SHIPPED}'",
    "letters_templateversion": "not is_shipped",
    "letters_lettertemplate": (
        "body_id not in (select id from schools_body where kind = 'nation')"
    ),
}


class NotADemonstration(Exception):
    """The database holds schools that no demonstration has made."""


def is_demonstration() -> bool:
    """Tell whether the database is empty or holds what a demonstration has loaded."""
    has_schools = Body.objects.using(OWNER).filter(kind=BodyKind.SCHOOL).exists()
    return not has_schools or DemoClock.objects.using(OWNER).exists()


def empty() -> None:
    """Take out every row but the nation and its shipped answers, or refuse.

    By DELETE, because TRUNCATE would keep everybody who reads meanwhile waiting:
    constraints wait for the end of the transaction, and until then the old rows are
    seen.
    """
    if not is_demonstration():
        raise NotADemonstration(
            "Schools are stored here that no demonstration has loaded."
        )
    with connections[OWNER].cursor() as cursor:
        for table in _tables():
            cursor.execute(
                f'delete from "{table}" where {_OTHERS.get(table, "true")}'  # noqa: S608
            )
        # A demonstration's administrator may have ended a shipped answer.
        cursor.execute(
            "update schools_setting s set ends_on = null where ends_on is not null"
            " and not exists (select from schools_setting later"
            "   where later.key = s.key and later.starts_on > s.starts_on)"
        )


def number_revisions(real_now: dt.datetime) -> None:
    """Give bodies a revision that none had before, so that nothing kept is shown."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "update schools_body set revision = %s",
            [int(real_now.timestamp()) % 10**9],
        )


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({m._meta.db_table for m in models if m._meta.managed} - _KEPT)

"""Empties a demonstration's database for a fresh one. Never another's."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.db import connections

from attendance.demo.sheets import OWNER
from core.models import DemoClock
from schools.models import Body
from schools.states import BodyKind

# What migrations have stored, and no demonstration has made.
_KEPT = {
    "django_content_type",
    "auth_permission",
    "schools_body",
}
_SHIPPED = "Rollbook"


class NotADemonstration(Exception):
    """The database holds schools that no demonstration has made."""


def is_demonstration() -> bool:
    """Tell whether the database is empty or holds what a demonstration has loaded."""
    has_schools = Body.objects.using(OWNER).filter(kind=BodyKind.SCHOOL).exists()
    return not has_schools or DemoClock.objects.using(OWNER).exists()


def empty() -> None:
    """Take out every row but the nation and its shipped answers, or refuse."""
    if not is_demonstration():
        raise NotADemonstration(
            "Schools are stored here that no demonstration has loaded."
        )
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "create temporary table kept_setting on commit drop as"
            " select * from schools_setting where chosen_by = %s",
            [_SHIPPED],
        )
        cursor.execute(f"truncate {', '.join(_tables())} restart identity cascade")
        cursor.execute("delete from schools_body where kind <> %s", [BodyKind.NATION])
        # A demonstration's administrator may have ended a shipped answer.
        cursor.execute(
            "insert into schools_setting"
            " select (jsonb_populate_record(k, jsonb_build_object('ends_on',"
            "   case when k.starts_on = max(k.starts_on) over (partition by k.key)"
            "        then null else k.ends_on end))).*"
            "   from kept_setting k"
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
    tables = {model._meta.db_table for model in models if model._meta.managed}
    return sorted(f'"{table}"' for table in tables - _KEPT)

"""Wakes the workers when what was asked for is stored; the tick catches what is missed."""

from django.db import transaction

from letters.tasks import queue_letters
from schools.models import Body


def nudge_workers(school: Body) -> None:
    """Ask the workers, once this request is stored, for what waits at a school."""
    number = school.pk
    transaction.on_commit(lambda: queue_letters.delay(number), robust=True)

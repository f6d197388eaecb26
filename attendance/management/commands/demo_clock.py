"""manage.py demo_clock 2026-11-20T08:52: move the demonstration to a moment."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from kombu.exceptions import OperationalError

from attendance.tasks import tick
from core import clock


class Command(BaseCommand):
    """Set the moment that the whole application lives in, or say which it is."""

    help = "Move the demonstration's clock forward, as 2026-11-20T08:52."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("moment", nargs="?", help="As a wall clock in England.")

    def handle(self, **options: Any) -> None:
        """Move, wake the jobs that fall due, and say what time it is."""
        if not settings.ROLLBOOK_DEMO:
            raise CommandError(
                "There is no demonstration here: ROLLBOOK_DEMO is not set."
            )
        if options["moment"]:
            self._move(options["moment"])
        self.stdout.write(f"It is {clock.local(clock.now()):%a %d %b %Y %H:%M}.")

    def _move(self, text: str) -> None:
        try:
            clock.move_to(_read(text))
        except ValueError as error:
            raise CommandError(
                f"Write the moment as 2026-11-20T08:52. {error}"
            ) from None
        except clock.WouldGoBack:
            raise CommandError(
                "That moment has passed, and time goes forward only. Begin again with"
                " `manage.py load_demonstration --fresh`."
            ) from None
        try:
            tick.delay()
        except OperationalError:
            self.stderr.write("No broker answers; the jobs will follow with the beat.")


def _read(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON)

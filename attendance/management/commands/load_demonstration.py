"""manage.py load_demonstration: three made-up schools in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.clock import real_now
from schools.models import Body
from schools.states import BodyKind


class Command(BaseCommand):
    """Load the demonstration; refused where there is none to be."""

    help = "Load the demonstration: a trust, three schools, a year and a term of marks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing where a school is stored."
        )
        parser.add_argument("--scale", choices=["small", "full"], default="full")

    def handle(self, **options: Any) -> None:
        """Load, or say why not."""
        if not settings.ROLLBOOK_DEMO:
            if options["if_empty"]:
                return
            raise CommandError(
                "There is no demonstration here: ROLLBOOK_DEMO is not set."
            )
        if Body.objects.using("owner").filter(kind=BodyKind.SCHOOL).exists():
            if options["if_empty"]:
                return
            raise CommandError("Schools are stored already. Load into an empty database.")
        from attendance.demo.load import load  # noqa: PLC0415 - not outside a demonstration

        load(
            scale=options["scale"],
            real_now=real_now(),
            quiet=options["verbosity"] == 0,
        )

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
            "--if-empty",
            action="store_true",
            help="Do nothing where a school is stored.",
        )
        parser.add_argument(
            "--fresh", action="store_true", help="Empty a demonstration first."
        )
        parser.add_argument("--scale", choices=["small", "full"], default="full")

    def handle(self, **options: Any) -> None:
        """Load, or say why not."""
        if_empty, fresh = options["if_empty"], options["fresh"]
        if not settings.ROLLBOOK_DEMO:
            if if_empty:
                return
            raise CommandError(
                "There is no demonstration here: ROLLBOOK_DEMO is not set."
            )
        if (
            not fresh
            and Body.objects.using("owner").filter(kind=BodyKind.SCHOOL).exists()
        ):
            if if_empty:
                return
            raise CommandError(
                "Schools are stored already. A demonstration is loaded anew with --fresh."
            )
        # Imported here, because outside a demonstration nothing of it is.
        from attendance.demo.emptying import NotADemonstration
        from attendance.demo.load import load

        try:
            load(
                scale=options["scale"],
                real_now=real_now(),
                fresh=fresh,
                quiet=options["verbosity"] == 0,
            )
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from None

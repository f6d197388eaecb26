"""Compares the year rows, from which figures are read, with the marks; or stores them.

manage.py rebuild_years                  stores what differs, of every school
manage.py rebuild_years --check          changes nothing; ends with 1 if any differs
manage.py rebuild_years --school SLUG    of one school
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core import clock
from core.tenancy import in_schools
from core.words import count
from register.selectors.years import (
    rows_that_differ,
    schools_with_registers,
    years_of,
)
from register.services.years import rebuild_year
from schools.rules.sessions import academic_year_words


class Command(BaseCommand):
    """Rebuild, or with --check compare, the year rows of one school or of all."""

    help = "Make the year rows of marks anew where they differ from the marks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a school and whether only to compare."""
        parser.add_argument("--school", metavar="SLUG", help="one school only")
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; end with 1 if any differs",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Walk schools and years, each in a transaction of its own."""
        schools = schools_with_registers(options["school"])
        if options["school"] and not schools:
            raise CommandError(f"There is no school {options['school']}.")
        work = []
        for school in schools:
            with in_schools([school.pk]):
                work += [(school, year) for year in years_of(school, clock.today())]
        different = 0
        for school, year in tqdm(work, unit="year", disable=None, desc="Year rows"):
            with in_schools([school.pk]):
                found = (
                    len(rows_that_differ(school, year))
                    if options["check"]
                    else rebuild_year(school=school, year=year)
                )
            if found:
                said = "not as the marks say" if options["check"] else "stored anew"
                self.stdout.write(
                    f"{school.name}, {academic_year_words(year)}:"
                    f" {count(found, 'row')} {said}."
                )
            different += found
        self._end(len(work), different, check=options["check"])

    def _end(self, years: int, different: int, *, check: bool) -> None:
        looked_at = f"{count(years, 'year')} looked at"
        if not different:
            self.stdout.write(f"{looked_at}: every row is as the marks say.")
        elif check:
            raise CommandError(
                f"{looked_at}: {count(different, 'row')} not as the marks say."
            )
        else:
            self.stdout.write(f"{looked_at}: {count(different, 'row')} stored anew.")

"""Addresses of a pupil page's many links, each pattern resolved once."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from core.chronology import Link
from schools.models import Body
from schools.rules.sessions import Slot

_ENROLMENT, _DAY = 987654321, "1999-12-31"


@dataclass(frozen=True)
class Addresses:
    """Where a page about one pupil at one school leads."""

    school: Body

    @cached_property
    def _mark_history(self) -> str:
        known = {"enrolment": _ENROLMENT, "day": _DAY, "session": "am"}
        return self.of(Link(name="mark-history", arguments=known))

    def mark_history(self, enrolment_id: int, slot: Slot) -> str:
        """Return where the history of a mark is: a year has 400 of them on one page."""
        return (
            self._mark_history.replace(str(_ENROLMENT), str(enrolment_id))
            .replace("/am/", f"/{slot.session.name.lower()}/")
            .replace(_DAY, slot.day.isoformat())
        )

    def of(self, link: Link | None) -> str:
        """Return the address of a chronology's link, nothing where there is none."""
        if link is None:
            return ""
        try:
            return reverse(
                link.name, kwargs={"school": self.school.slug, **link.arguments}
            )
        except NoReverseMatch:
            return ""

    def working(self, pupil: int, first: dt.date, last: dt.date, measure: str) -> str:
        """Return where the working of a pupil's figure is."""
        page = reverse("figure-working", kwargs={"school": self.school.slug})
        asked = {
            "of": "pupil",
            "id": pupil,
            "from": first.isoformat(),
            "to": last.isoformat(),
            "measure": measure,
        }
        return f"{page}?{urlencode(asked)}"

    def pupil(self, number: int) -> str:
        """Return where a pupil's page is."""
        return reverse("pupil", kwargs={"school": self.school.slug, "pupil": number})

"""The register: the page of 30 pupils, 30 marks saved, and the save with its answer."""

import datetime as dt
import json
import uuid

from django.conf import settings
from django.test import Client

from core.clock import at_local
from core.tenancy import in_schools
from register.rules.entries import Entry
from register.selectors.roster import roster
from register.services.marks import record_marks
from schools.models import Membership, Person
from schools.rules.sessions import Session, Slot
from tests.bench import raw
from tests.bench.data import UNMARKED_YEAR, BenchData, open_slots
from tests.bench.serving import register_address
from tests.bench.table import Row, median_ms

RUNS = 60
AUTUMN = dt.date(UNMARKED_YEAR, 9, 10)


def measure(data: BenchData) -> list[Row]:
    """Measure page and saves of one class, on sessions that nobody has marked."""
    slots = [slot for slot in open_slots(data) if slot.session is Session.AM]
    with in_schools([data.school.pk]):
        enrolments = [row.pk for row in roster(data.groups[0], AUTUMN)]
    page = _Pages(data)
    raw_page = _raw_page(data, enrolments)
    with raw.connection() as owner:
        raw_save = median_ms(
            lambda n: raw.save(owner, slots[n].number, enrolments), runs=RUNS
        )
    return [
        Row(
            "register page, 30 pupils, server time",
            "ms",
            page.opened(slots),
            12,
            raw_page,
        ),
        Row(
            "30 marks saved with their ledger, the save alone",
            "ms",
            _saved(data, slots, enrolments),
            12,
            raw_save,
        ),
        Row(
            "30 marks saved, to the next page",
            "ms",
            page.saved(slots, enrolments),
            25,
            raw_save + raw_page,
        ),
    ]


def _saved(data: BenchData, slots: list[Slot], enrolments: list[int]) -> float:
    with in_schools([data.school.pk]):
        by = Membership.objects.get(pk=data.by_ids[0])

    def save(number: int) -> None:
        slot = slots[number]
        with in_schools([data.school.pk]):
            outcome = record_marks(
                school=data.school,
                slot=slot,
                entries=[
                    Entry(enrolment_id=pk, code="/", version=0) for pk in enrolments
                ],
                by=by,
                now=at_local(slot.day, dt.time(8, 55)),
            )
        if len(outcome.saved) != len(enrolments):
            raise RuntimeError(str(outcome)[:500])

    return median_ms(save, runs=RUNS)


def _raw_page(data: BenchData, enrolments: list[int]) -> float:
    """Read the page's rows with the driver alone."""
    slot = Slot(AUTUMN, Session.AM).number
    query = """
        select p.last_name, p.first_name, p.known_as, p.allergies, p.care_plan,
               m.code, m.version, m.at, y.letters
          from schools_placement pl
          join schools_enrolment e on e.id = pl.enrolment_id
          join schools_pupil p on p.id = e.pupil_id
          left join register_mark m on m.enrolment_id = e.id and m.slot = %s
          left join register_markyear y on y.enrolment_id = e.id and y.year = 2025
         where pl.group_id = %s order by p.last_name, p.first_name
    """
    with raw.connection() as owner:

        def read(_number: int) -> None:
            rows = owner.execute(
                query, [slot, data.groups[0].pk], prepare=True
            ).fetchall()
            if len(rows) != len(enrolments):
                raise RuntimeError(len(rows))

        return median_ms(read, runs=RUNS)


class _Pages:
    """The whole application behind one signed-in client, without a network."""

    def __init__(self, data: BenchData) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        self.data = data
        self.client = Client()
        self.client.force_login(Person.objects.get(email=data.emails[0]))

    def _address(self, slot: Slot, name: str = "register") -> str:
        return register_address(self.data, self.data.groups[1], slot, name)

    def opened(self, slots: list[Slot]) -> float:
        """Open registers, each of another day."""

        def open_page(number: int) -> None:
            answer = self.client.get(self._address(slots[number]))
            if answer.status_code != 200:
                raise RuntimeError(answer.status_code)

        return median_ms(open_page, runs=RUNS)

    def saved(self, slots: list[Slot], _enrolments: list[int]) -> float:
        """Save a whole register as a script does, and open the register after it."""
        with in_schools([self.data.school.pk]):
            enrolments = [row.pk for row in roster(self.data.groups[1], AUTUMN)]

        def save_and_open(number: int) -> None:
            slot = slots[number]
            answer = self.client.post(
                self._address(slot, "register-marks"),
                data=json.dumps(register_body(enrolments)),
                content_type="application/json",
            )
            states = {item["state"] for item in answer.json()["items"]}
            if states != {"saved"}:
                raise RuntimeError(str(answer.json())[:500])
            self.client.get(self._address(slots[number + 1]))

        return median_ms(save_and_open, runs=RUNS)


def register_body(enrolments: list[int], code: str = "/") -> dict[str, object]:
    """Return what a page sends for a whole register."""
    return {
        "sent_at": None,
        "items": [
            {"id": str(uuid.uuid4()), "enrolment": pk, "code": code, "version": 0}
            for pk in enrolments
        ],
    }

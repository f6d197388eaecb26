"""One act closes a school of any size: its time is measured, its entries counted."""

import datetime as dt
import time

import pytest
from django.db import connection

from register.models import Mark, Shut
from schools.models import Enrolment, Placement, Pupil, RegistrationGroup
from schools.states import Role
from tests.real_days import FRIDAY, at, freeze_at, send, sign_in
from tests.worlds import YEAR_STARTS_ON, World, make_world

pytestmark = pytest.mark.django_db
SNOW = {
    "day": FRIDAY.isoformat(),
    "sessions": "both",
    "extent": "whole",
    "reason": "Snow",
}
CLASS = 30
# A few seconds on an idle machine; one that runs every test at once has more.
LONGEST = 20.0


def fill(world: World, pupils: int) -> None:
    """Put many pupils into classes of thirty."""
    groups = RegistrationGroup.objects.bulk_create(
        RegistrationGroup(
            school=world.school, name=f"Class {n}", starts_on=YEAR_STARTS_ON
        )
        for n in range(pupils // CLASS)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select schools_identity_for(null, %s) from generate_series(1, %s)",
            [YEAR_STARTS_ON, pupils],
        )
        identities = [number for (number,) in cursor.fetchall()]
    made = Pupil.objects.bulk_create(
        Pupil(
            school=world.school,
            identity_id=identity,
            admission_number=f"Q{place}",
            first_name="Ada",
            last_name=f"Many{place:05d}",
            date_of_birth=dt.date(2017, 1, 1),
            sex=Pupil.Sex.FEMALE,
        )
        for place, identity in enumerate(identities)
    )
    enrolled = Enrolment.objects.bulk_create(
        Enrolment(school=world.school, pupil=pupil, starts_on=YEAR_STARTS_ON)
        for pupil in made
    )
    Placement.objects.bulk_create(
        Placement(
            school=world.school,
            enrolment=enrolment,
            group=groups[place % len(groups)],
            year_group=4,
            starts_on=YEAR_STARTS_ON,
        )
        for place, enrolment in enumerate(enrolled)
    )


@pytest.mark.parametrize("pupils", [420, 1_980])
def test_a_whole_school_is_closed_and_opened_again_in_seconds(
    pupils, client, monkeypatch
):
    world = make_world(pupils=0).scope()
    fill(world, pupils)
    freeze_at(monkeypatch, at(7))
    sign_in(client, world, Role.HEAD)
    begun = time.perf_counter()
    done = send(client, world, "shut", SNOW | {"act": "shut"})
    closed = time.perf_counter() - begun
    assert f"{2 * pupils:,} entries of Y4" in done
    assert Mark.objects.filter(school=world.school, code="Y4").count() == 2 * pupils
    begun = time.perf_counter()
    shut = Shut.objects.filter(school=world.school).earliest("pk")
    send(client, world, "shut-undo", {"reason": "Clear"}, shut=shut.pk)
    undone = time.perf_counter() - begun
    assert not Mark.objects.filter(school=world.school, code="Y4").exists()
    print(f"{pupils} pupils: closed in {closed:.2f} s, undone in {undone:.2f} s")  # noqa: T201
    assert max(closed, undone) < LONGEST

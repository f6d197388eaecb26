"""Fire list and roll call in a browser: without a network, with several marshals."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from register.models import RollCall, RollCallTick
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.rollcall import start_roll_call
from schools.states import Role
from tests.functional.conftest import PHONE
from tests.functional.offline.classes import AM, NAMES, OPEN, make_class
from tests.functional.offline.device import kept, wait_until_empty
from tests.functional.offline.wire import Wire
from tests.worlds import hire


@pytest.fixture
def world(site):
    """Make a class of six at 08:52: five are present, of one nobody knows."""
    site.clock(OPEN)
    with transaction.atomic():
        world = make_class()
        record_marks(
            school=world.school,
            slot=AM,
            entries=[
                Entry(enrolment_id=row.pk, code="/", version=0)
                for row in world.enrolments[:5]
            ],
            by=world.by(Role.TEACHER),
            now=OPEN,
        )
    return world


@pytest.fixture
def wire(site):
    wire = Wire(site.origin)
    yield wire
    wire.close()


@pytest.fixture
def marshal(world):
    with transaction.atomic():
        world.scope()
        return hire(world.school, Role.PASTORAL)


def wait_until_kept(page, things):
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    for _ in range(150):
        if len(kept(page)["days"]) >= things:
            return
        page.wait_for_timeout(100)
    raise AssertionError("The fire list is not kept on the device.")


def begin(world):
    with transaction.atomic():
        world.scope()
        return start_roll_call(
            school=world.school,
            is_drill=True,
            words="",
            by=world.by(Role.TEACHER),
            now=OPEN,
        )


def ticked(world, call):
    with transaction.atomic():
        world.scope()
        return set(
            RollCallTick.objects.filter(roll_call=call, is_safe=True).values_list(
                "who", flat=True
            )
        )


def count_of_ticks(world, call):
    with transaction.atomic():
        world.scope()
        assert RollCall.objects.get(pk=call.pk).ended_at is None
        return RollCallTick.objects.filter(roll_call=call).count()


def test_one_key_opens_the_fire_list_and_without_a_network_the_device_has_it(
    site, signed_in, world, wire, axe
):
    page = signed_in(world.by(Role.TEACHER))
    page.goto(wire.through(site.url("school-home", school=world.school.slug)))
    wait_until_kept(page, 2)
    page.keyboard.press("F8")
    expect(page.locator("[data-fire-list]")).to_contain_text("5 here")
    assert axe(page) == []
    wire.cut()
    page.reload()
    fire_list = page.locator("[data-offline] [data-fire-list]")
    expect(fire_list).to_contain_text("Kept on this device")
    for name in NAMES:
        expect(fire_list).to_contain_text(name)
    assert not [name for name in NAMES if name in str(kept(page))]
    assert axe(page) == []
    # From any other page that the device draws it is one key away, too.
    page.goto(wire.through(site.url("home")))
    expect(page.get_by_text("Registers on this device")).to_be_visible()
    page.keyboard.press("F8")
    expect(page.locator("[data-fire-list]")).to_be_visible()


@pytest.fixture
def marshals(site, signed_in, world, wire, marshal):
    """Open a roll call on two phones, one of them over a wire that can be cut."""
    call = begin(world)
    url = site.url("roll-call", school=world.school.slug, call=call.pk)
    there = signed_in(world.by(Role.TEACHER), url, viewport=PHONE)
    here = signed_in(marshal, viewport=PHONE)
    here.goto(wire.through(url))
    expect(here.locator("[data-roll-call].is-live")).to_be_visible()
    wait_until_kept(here, 2)
    here.wait_for_timeout(500)
    return call, here, there


def test_two_marshals_tick_one_of_them_offline_and_nothing_is_lost_or_doubled(
    marshals, world, wire, axe
):
    call, here, there = marshals
    assert axe(here) == []
    wire.cut()
    press(here, NAMES[0])
    press(here, NAMES[1])
    expect(line(here, NAMES[0])).to_contain_text("on this device")
    press(there, NAMES[2])
    expect(line(there, NAMES[2])).to_contain_text("08:5")
    assert len(ticked(world, call)) == 1

    # The marshal closes the page; the device draws it again, with what waits.
    here.goto(here.url)
    expect(line(here, NAMES[1])).to_contain_text("on this device")
    press(here, NAMES[3])
    wire.mend()
    wait_until_empty(here)
    expect(line(here, NAMES[2])).to_have_class(SAFE)
    expect(line(there, NAMES[3])).to_have_class(SAFE)
    assert ticked(world, call) == {f"pupil:{row.pk}" for row in world.enrolments[:4]}
    assert count_of_ticks(world, call) == 4


SAFE = re.compile("is-safe")


def line(page, name):
    return page.locator("[data-who]", has_text=name)


def press(page, name):
    line(page, name).get_by_role("button").click()
    expect(line(page, name)).to_have_class(SAFE)

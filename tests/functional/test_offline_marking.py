"""A register taken while the network comes and goes: nothing lost, nothing doubled."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.functional.device import (
    OPEN,
    codes,
    device_moments,
    kept,
    ledger,
    make_class,
    register_url,
    teacher_of,
)
from tests.functional.registers import Register
from tests.functional.wire import Wire


@pytest.fixture
def world(site):
    site.clock(OPEN)
    with transaction.atomic():
        return make_class()


@pytest.fixture
def teacher(world):
    with transaction.atomic():
        return teacher_of(world.scope())


@pytest.fixture
def wire(site):
    wire = Wire(site.origin)
    yield wire
    wire.close()


def opened(signed_in, teacher, wire, site, world):
    """Open the register over the wire, and wait until the device is ready for anything."""
    page = signed_in(teacher)
    page.goto(wire.through(register_url(site, world)))
    register = Register(page)
    register.wait_until_kept()
    return page, register


def test_the_network_goes_in_the_middle_and_the_page_is_closed_and_reopened(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    register.press("/", "/")
    register.expect_states("saved", "saved")
    wire.cut()
    register.press("n", "/")
    register.expect_states("saved", "saved", "on device", "on device")
    url, context = page.url, page.context
    page.close()

    page = context.new_page()
    page.goto(url)
    register = Register(page)
    expect(page.get_by_text("No network.")).to_be_visible()
    register.expect_states("saved", "saved", "on device", "on device")
    register.press("l", "/")
    register.expect_states(*["saved"] * 2, *["on device"] * 4)
    assert len(kept(page)["queue"]) == 4

    page.wait_for_timeout(2100)  # what takes less keeps the server's moment alone
    wire.mend()
    register.expect_states(*["saved"] * 6)
    assert kept(page)["queue"] == []
    with transaction.atomic():
        world.scope()
        assert codes(world) == ["/", "/", "N", "/", "L", "/"]
        assert ledger(world) == 0
        moments = device_moments(world)
    waited = {enrolment.pk for enrolment in world.enrolments[2:]}
    assert set(moments) == waited
    assert all(isinstance(moment, dt.datetime) for moment in moments.values())


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_doubled(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    wire.lose_answer_to("POST /marks")
    register.press("/")
    register.expect_states("saved")
    assert wire.lost >= 1
    with transaction.atomic():
        world.scope()
        assert codes(world)[0] == "/"
        assert ledger(world) == 0


def test_a_correction_made_without_a_network_is_in_the_ledger(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    wire.cut()
    register.press("n")
    register.mark(0, "/")
    assert len(kept(page)["queue"]) == 2
    wire.mend()
    register.expect_states("saved")
    with transaction.atomic():
        world.scope()
        assert codes(world)[0] == "/"
        assert ledger(world) == 1

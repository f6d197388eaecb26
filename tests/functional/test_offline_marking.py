"""A register taken while the network comes and goes: nothing lost, nothing doubled."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import expect

from core.clock import at_local
from register.models import RegisterTaken
from register.services.entries import Entry
from register.services.marks import record_marks
from schools.states import Role
from tests.functional.device import (
    AM,
    FRIDAY,
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


def test_a_register_is_handed_in_without_a_network_and_taken_when_its_key_was_pressed(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    wire.cut()
    register.press(*["/"] * 6)
    register.expect_states(*["on device"] * 6)
    page.get_by_role("button", name="Hand in register").click()
    expect(page.get_by_role("button", name="Will be handed in")).to_be_visible()
    # It reaches the school half an hour later, after the close at 09:20.
    wait_on_the_device(page, minutes=30)
    site.clock(at_local(FRIDAY, dt.time(9, 25)))
    wire.mend()
    expect(page.locator("[data-done]")).to_be_visible(timeout=20_000)
    with transaction.atomic():
        world.scope()
        taken = RegisterTaken.objects.get(slot=AM.number, group=world.group)
        assert codes(world) == ["/"] * 6
    assert taken.taken_at > at_local(FRIDAY, dt.time(9, 20))
    assert taken.device_at is not None
    assert taken.device_at < at_local(FRIDAY, dt.time(9, 20))
    assert "late" not in page.locator("[data-status]").inner_text()


def test_a_child_who_was_late_at_ten_past_is_late_and_not_absent_when_it_arrives(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    wire.cut()
    register.press("l")
    register.expect_states("on device")
    wait_on_the_device(page, minutes=20)
    site.clock(at_local(FRIDAY, dt.time(9, 30)))  # pressed at 09:10, closed at 09:20
    wire.mend()
    register.expect_states("saved")
    with transaction.atomic():
        world.scope()
        assert codes(world)[0] == "L"
        (pressed,) = device_moments(world).values()
    assert pressed is not None


def test_where_somebody_else_marked_meanwhile_both_are_shown_until_one_is_chosen(
    site, signed_in, world, teacher, wire
):
    page, register = opened(signed_in, teacher, wire, site, world)
    wire.cut()
    register.press("/", "/")
    register.expect_states("on device", "on device")
    with transaction.atomic():
        office = world.scope().by(Role.OFFICE)
        entry = Entry(enrolment_id=world.enrolments[0].pk, code="N", version=0)
        outcome = record_marks(
            school=world.school, slot=AM, entries=[entry], by=office, now=OPEN
        )
        assert outcome.is_clean
    wire.mend()
    register.expect_states("two marks", "saved")
    page.reload()
    register = Register(page)
    register.expect_states("two marks", "saved")
    row = register.rows.first
    expect(row).to_contain_text(office.name)
    row.get_by_role("button", name="Use /").click()
    register.expect_states("saved", "saved")
    with transaction.atomic():
        world.scope()
        assert codes(world)[:2] == ["/", "/"]
        assert ledger(world) == 1
    assert kept(page)["queue"] == []


def wait_on_the_device(page, *, minutes):
    """Let what waits have waited: its moments are those of a key pressed earlier."""
    page.evaluate(_EARLIER, minutes * 60_000)


_EARLIER = """async (by) => {
  const open = indexedDB.open("rollbook");
  const database = await new Promise((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const store = database.transaction("queue", "readwrite").objectStore("queue");
  const items = await new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => resolve(request.result);
  });
  for (const item of items) {
    item.pressedAt = new Date(Date.parse(item.pressedAt) - by).toISOString();
    await new Promise((resolve) => {
      store.put(item).onsuccess = resolve;
    });
  }
  database.close();
}"""

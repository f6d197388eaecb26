"""A register taken while the network comes and goes: nothing lost, nothing doubled."""

import datetime as dt

from django.db import transaction
from playwright.sync_api import expect

from core.clock import at_local
from register.models import RegisterTaken
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.states import Role
from tests.functional.offline.classes import AM, CLOSES, FRIDAY, OPEN, stored
from tests.functional.offline.device import kept, let_wait, wait_until_nameless
from tests.functional.offline.registers import Register

# What is quicker than this keeps the server's moment alone (sending.ts).
AT_ONCE = 2_100
DECIDES = "when you press the key, not when it arrives, decides between L and U"


def test_the_network_goes_in_the_middle_and_the_page_is_closed_and_reopened(
    register, world, wire
):
    page = register.page
    register.press("/", "/")
    register.expect_states("saved", "saved")
    wire.cut()
    register.press("n", "/")
    register.expect_states("saved", "saved", "on device", "on device")
    register = reopened(page)
    register.expect_states("saved", "saved", "on device", "on device")
    register.press("l", "/")
    register.expect_states(*["saved"] * 2, *["on device"] * 4)
    assert len(kept(register.page)["queue"]) == 4
    register.page.wait_for_timeout(AT_ONCE)
    wire.mend()
    register.expect_states(*["saved"] * 6)
    assert kept(register.page)["queue"] == []
    found = stored(world)
    assert (found.codes, found.ledger) == (["/", "/", "N", "/", "L", "/"], 0)
    assert set(found.moments) == {enrolment.pk for enrolment in world.enrolments[2:]}


def test_without_a_network_the_page_says_so_and_which_moment_decides(register, wire):
    wire.cut()
    register.press("n")
    notice = register.page.get_by_role("status").filter(has_text="No network.")
    expect(notice).to_contain_text(DECIDES)
    wire.mend()
    register.expect_states("saved")
    expect(notice).to_have_count(0)
    wire.cut()
    register = reopened(register.page)
    notice = register.page.get_by_role("status").filter(has_text="No network.")
    expect(notice).to_contain_text(DECIDES)
    wire.mend()
    expect(notice).to_contain_text("The network is back.", timeout=20_000)
    notice.get_by_role("link", name="Open the full page").click()
    expect(register.page.locator(".rb-you")).to_be_visible()


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_doubled(
    register, world, wire
):
    wire.lose_answer_to("POST /marks")
    register.press("/")
    register.expect_states("saved")
    assert wire.lost >= 1
    assert stored(world).codes[0] == "/"
    assert stored(world).ledger == 0


def test_a_correction_made_without_a_network_is_in_the_ledger(register, world, wire):
    wire.cut()
    register.press("n")
    register.mark(0, "/")
    register.expect_states("on device")
    assert len(kept(register.page)["queue"]) == 2
    wire.mend()
    register.expect_states("saved")
    assert stored(world).codes[0] == "/"
    assert stored(world).ledger == 1


def test_a_register_is_taken_when_its_key_was_pressed_and_not_when_it_arrives(
    register, world, wire, site
):
    page = register.page
    wire.cut()
    register.press(*["/"] * 6)
    register.expect_states(*["on device"] * 6)
    page.get_by_role("button", name="Hand in register").click()
    expect(page.get_by_role("button", name="Will be handed in")).to_be_visible()
    let_wait(page, minutes=30)
    site.clock(CLOSES + dt.timedelta(minutes=5))
    wire.mend()
    expect(page.locator("[data-done]")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-status]")).not_to_contain_text("late")
    assert stored(world).codes == ["/"] * 6
    with transaction.atomic():
        world.scope()
        taken = RegisterTaken.objects.get(slot=AM.number, group=world.group)
    assert taken.device_at is not None
    assert taken.device_at < CLOSES < taken.taken_at


def test_a_child_seen_at_ten_past_is_late_and_not_absent_when_the_mark_arrives(
    register, world, wire, site
):
    wire.cut()
    register.press("l")
    register.expect_states("on device")
    let_wait(register.page, minutes=20)
    site.clock(at_local(FRIDAY, dt.time(9, 30)))  # so the key was pressed at 09:10
    wire.mend()
    register.expect_states("saved")
    assert stored(world).codes[0] == "L"
    assert list(stored(world).moments) == [world.enrolments[0].pk]


def test_where_somebody_else_marked_meanwhile_both_are_shown_until_one_is_chosen(
    register, world, wire
):
    page = register.page
    wire.cut()
    register.press("/", "/")
    register.expect_states("on device", "on device")
    office = mark_absent(world, world.enrolments[0])
    wire.mend()
    register.expect_states("two marks", "saved")
    page.reload()
    register = Register(page)
    register.expect_states("two marks", "saved")
    row = register.rows.first
    expect(row).to_contain_text(office.name)
    row.get_by_role("button", name="Use /").click()
    register.expect_states("saved", "saved")
    assert stored(world).codes[:2] == ["/", "/"]
    assert stored(world).ledger == 1
    assert kept(page)["queue"] == []


def test_an_idle_sign_out_in_the_middle_loses_nothing(
    register, world, teacher, sign_in
):
    page = register.page
    page.context.clear_cookies()
    register.press("n", "/")
    dialog = page.locator("#rb-idle")
    expect(dialog).to_contain_text("You have been signed out")
    wait_until_nameless(page)
    assert len(kept(page)["queue"]) == 2
    sign_in(page, teacher.person)
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    register.expect_states("saved", "saved")
    assert stored(world).codes[:2] == ["N", "/"]


def test_two_tabs_of_one_register_show_each_others_marks_and_send_them_once(
    register, world, wire
):
    page = register.page.context.new_page()
    page.goto(register.page.url)
    other = Register(page)
    wire.cut()
    register.mark(0, "n")
    other.mark(1, "/")
    for tab in (register, other):
        tab.expect_states("on device", "on device")
        tab.expect_codes("N", "/")
    wire.mend()
    for tab in (register, other):
        tab.expect_states("saved", "saved")
    assert stored(world).codes[:2] == ["N", "/"]
    assert stored(world).ledger == 0


def reopened(page):
    """Close the page and open its address in a new one, as with a closed laptop."""
    url, context = page.url, page.context
    page.close()
    page = context.new_page()
    page.goto(url)
    return Register(page)


def mark_absent(world, enrolment):
    """Let the office mark a pupil absent; say who did."""
    with transaction.atomic():
        office = world.scope().by(Role.OFFICE)
        entry = Entry(enrolment_id=enrolment.pk, code="N", version=0)
        outcome = record_marks(
            school=world.school, slot=AM, entries=[entry], by=office, now=OPEN
        )
        assert outcome.is_clean
    return office

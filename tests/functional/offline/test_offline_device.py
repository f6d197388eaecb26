"""What a device keeps of people, who may read it, and when it goes."""

from django.db import transaction
from playwright.sync_api import expect

from tests.functional.offline.classes import (
    FRIDAY,
    NAMES,
    hire_teacher,
    register_url,
    stored,
)
from tests.functional.offline.device import (
    end_the_day,
    kept,
    take_key,
    wait_until_nameless,
)
from tests.functional.offline.registers import Register


def test_names_stand_on_the_device_only_under_a_key_that_cannot_be_taken_out(register):
    found = kept(register.page)
    assert [key["key"] for key in found["keys"]] == [
        {"extractable": False, "usages": ["encrypt", "decrypt"]}
    ]
    assert take_key(register.page) == "InvalidAccessError"
    assert len(found["days"]) == 2
    assert not [name for name in NAMES if name in str(found)]


def test_a_note_waits_under_the_key_and_not_in_clear(register, wire):
    page = register.page
    wire.cut()
    register.press("n")
    register.mark(0, ".")
    page.locator("[data-pad-note]").fill("Seen at the dentist")
    page.locator("[data-pad-save]").click()
    found = kept(page)
    assert len(found["queue"]) == 2
    assert "dentist" not in str(found)
    assert "sealed" in found["queue"][1]


def test_signing_out_deletes_names_and_key_and_keeps_the_queue(
    register, wire, teacher, world, site
):
    page = register.page
    wire.cut()
    register.press("n", "/")
    register.expect_states("on device", "on device")
    sign_out(page)
    expect(page.get_by_text("Nobody is signed in on this device")).to_be_visible(
        timeout=10_000
    )
    expect(page.get_by_text("2 marks wait here")).to_be_visible()
    found = kept(page)
    assert (found["keys"], found["days"], found["saved"]) == ([], [], [])
    assert [(item["person"], item["code"]) for item in found["queue"]] == [
        (teacher.person_id, "N"),
        (teacher.person_id, "/"),
    ]
    assert not any("sealed" in item for item in found["queue"])
    # The server hears of it from the first page that reaches it.
    wire.mend()
    page.goto(wire.through(site.url("stay_signed_in")))
    expect(page.get_by_label("Email address")).to_be_visible()
    expect(page.locator("[data-waiting]")).to_contain_text(
        "2 marks wait on this device"
    )
    assert kept(page)["meta"] == []
    assert stored(world).codes[:2] == [None, None]


def test_a_page_for_nobody_deletes_what_is_kept(register, wire, site):
    page = register.page
    page.context.clear_cookies()
    page.goto(wire.through(site.url("account_login")))
    expect(page.get_by_label("Email address")).to_be_visible()
    wait_until_nameless(page)


def test_another_person_finds_nothing_and_the_first_finds_it_again(
    register, wire, teacher, world, site, sign_in
):
    page = register.page
    wire.cut()
    register.press("n")
    register.expect_states("on device")
    colleague = hire_teacher(world)
    wire.mend()
    page.route(
        "**/stay", lambda route: route.abort()
    )  # a slow morning: nothing is sent
    sign_in(page, colleague.person)
    page.goto(wire.through(register_url(site, world)))
    theirs = Register(page)
    theirs.wait_until_kept()
    page.unroute("**/stay")
    expect(theirs.rows.first.locator("[data-state]")).to_have_text("")
    expect(page.locator("[data-waiting]")).to_have_count(0)
    assert [key["person"] for key in kept(page)["keys"]] == [colleague.person_id]
    page.wait_for_timeout(2000)
    assert len(kept(page)["queue"]) == 1
    assert stored(world).codes[0] is None

    sign_in(page, teacher.person)
    page.goto(wire.through(register_url(site, world)))
    Register(page).expect_states("saved")
    assert stored(world).codes[0] == "N"
    assert kept(page)["queue"] == []


def test_marks_that_the_server_will_not_take_are_given_up_by_the_person_alone(
    register, wire, teacher, world, site
):
    page = register.page
    wire.cut()
    register.press("n")
    register.expect_states("on device")
    with transaction.atomic():
        world.scope()
        teacher.groups.update(ends_on=FRIDAY)
    wire.mend()
    page.goto(wire.through(site.url("mfa_index")))
    notice = page.locator("[data-waiting]")
    expect(notice).to_contain_text("1 mark waits on this device")
    expect(notice).to_contain_text("You do not take the register of 4B", timeout=20_000)
    assert len(kept(page)["queue"]) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    notice.get_by_role("button", name="Give them up").click()
    expect(notice).to_have_count(0)
    assert kept(page)["queue"] == []


def test_registers_are_dropped_when_their_day_is_over(register, wire, site):
    page = register.page
    assert len(kept(page)["days"]) == 2
    # The device is told what time it is at school; a page of the next day drops the day.
    end_the_day(page)
    wire.cut()
    page.goto(page.url)
    expect(page.get_by_text("No register of today is kept")).to_be_visible()
    assert kept(page)["days"] == []


def test_a_device_without_a_network_lists_the_registers_that_it_keeps(
    register, wire, site
):
    page = register.page
    wire.cut()
    register.press("n")
    register.expect_states("on device")
    page.goto(wire.through(site.url("home")))
    line = page.locator("[data-offline-registers] li").first
    expect(line).to_contain_text("4B")
    expect(line).to_contain_text("1 on this device, not sent yet")
    line.get_by_role("link").click()
    again = Register(page)
    again.expect_states("on device")


def test_the_page_without_a_network_has_nothing_that_axe_objects_to(
    register, wire, axe
):
    page = register.page
    wire.cut()
    page.goto(page.url)
    Register(page)
    assert axe(page) == []


def sign_out(page):
    page.locator(".rb-you summary").click()
    page.locator("form[data-sign-out] button").click()

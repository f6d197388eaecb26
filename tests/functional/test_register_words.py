"""What the register says of a mark: refused, late, amended, private, kept large enough."""

import datetime as dt

import pytest
from django.conf import settings
from playwright.sync_api import expect

from core.clock import at_local
from register.models import Mark, MarkDetail
from tests.functional.classroom import AM, FRIDAY, OPEN, Classroom, make_classroom
from tests.functional.test_register_keys import codes_of, opened

CLOSED = at_local(FRIDAY, dt.time(9, 31))
LIMIT = 60 * 1024


@pytest.fixture
def room(site) -> Classroom:
    site.clock(OPEN)
    return make_classroom()


def test_a_refusal_is_a_sentence_beside_the_row(site, signed_in, room):
    page = opened(site, signed_in, room)
    page.keyboard.press("n")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    site.clock(CLOSED)
    page.locator("[data-mark]").first.focus()
    page.keyboard.press("Space")
    row = page.locator(".rb-reg__row").first
    expect(row).to_contain_text("The register has closed.")
    expect(row).to_contain_text("! refused")
    assert codes_of(room)[0] == "N"


def test_the_office_says_why_it_changes_a_mark_after_the_close(site, signed_in, room):
    page = opened(site, signed_in, room)
    page.keyboard.press("n")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    site.clock(CLOSED)
    office = opened(site, signed_in, room, room.office)
    office.locator("[data-mark]").first.focus()
    office.keyboard.press("i")
    expect(office.get_by_placeholder("Why is N changed?")).to_be_focused()
    office.keyboard.type("Mother rang at half past nine")
    office.keyboard.press("Enter")
    expect(office.get_by_text("✓ saved")).to_have_count(1)
    expect(office.locator("[data-mark]").first).to_contain_text("I")
    detail = MarkDetail.objects.using("owner").get(
        slot=AM.number, enrolment=room.world.enrolments[0]
    )
    assert detail.reason == "Mother rang at half past nine"


def test_minutes_late_come_from_the_clock_and_are_corrected_in_the_line(
    site, signed_in, room
):
    page = opened(site, signed_in, room)
    page.keyboard.press("l")
    minutes = page.locator(".rb-reg__said").first
    expect(minutes).to_have_text("7 min")
    minutes.click()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(minutes).to_have_text("4 min")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    marks = Mark.objects.using("owner").filter(enrolment=room.world.enrolments[0])
    assert marks.get(slot=AM.number).minutes_late == 4


def test_a_shared_screen_shows_a_dot_for_a_suspension(site, signed_in, room):
    office = opened(site, signed_in, room, room.office)
    office.get_by_role("button", name="Screen is shared").click()
    office.locator("[data-mark]").first.focus()
    office.keyboard.press("e")
    expect(office.locator("[data-flash-code]")).to_have_text("•")
    expect(office.get_by_text("✓ saved")).to_have_count(1)
    letter = office.locator("[data-mark]").first.locator("[data-letter]")
    size = letter.evaluate("one => getComputedStyle(one).fontSize")
    assert size == "0px"


def test_a_note_and_every_code_are_behind_one_key(site, signed_in, room):
    page = opened(site, signed_in, room)
    page.keyboard.press("n")
    page.keyboard.press("ArrowUp")
    page.keyboard.press(".")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What it is, or a note").fill("Bag is in the cloakroom")
    dialog.get_by_role("button", name="Save details").click()
    expect(page.locator(".rb-reg__said").first).to_have_text("Bag is in the cloakroom")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    page.reload()
    expect(page.locator(".rb-reg__said").first).to_have_text("Bag is in the cloakroom")


def test_the_page_weighs_less_than_sixty_kilobytes_when_it_is_new(
    site, signed_in, room
):
    page = signed_in(room.teacher)
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: sizes.update(
            {answer.url: int(answer.headers.get("content-length", 0))}
        ),
    )
    page.goto(site.url("register", **room.address))
    page.wait_for_load_state("networkidle")
    assets = {url: size for url, size in sizes.items() if settings.STATIC_URL in url}
    assert any("register" in url for url in assets)
    assert all(assets.values())
    assert sum(assets.values()) <= LIMIT, assets

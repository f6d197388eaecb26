"""The month of a class by mouse and by keyboard, on a laptop and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.classroom import OPEN, Classroom, make_classroom
from tests.functional.conftest import PHONE


@pytest.fixture
def room(site) -> Classroom:
    site.clock(OPEN)
    return make_classroom()


def month(site, signed_in, room, **options) -> Page:
    where = {"school": room.world.school.slug, "group": room.world.group.pk}
    address = site.url("group-month", **where, month="2026-11")
    return signed_in(room.office, address, **options)


def drag(page: Page, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Press on one cell and let go on another, each a row and a place in it."""
    rows = page.locator("tbody tr")
    boxes = [
        rows.nth(row).locator("label").nth(place).bounding_box()
        for row, place in (first, last)
    ]
    (start, end) = [(box["x"] + 6, box["y"] + 6) for box in boxes if box]
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def test_a_rectangle_is_dragged_and_goes_on_with_shift_and_arrows(
    site, signed_in, room
):
    page = month(site, signed_in, room)
    said = page.locator("[data-month-said]")
    drag(page, (1, 2), (3, 5))
    expect(said).to_have_text("12 chosen: 3 pupils, 4 sessions. Escape lets go.")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(said).to_have_text("20 chosen: 4 pupils, 5 sessions. Escape lets go.")
    page.keyboard.press("Escape")
    expect(page.locator("tbody input:checked")).to_have_count(0)


def test_the_keyboard_alone_changes_marks_with_a_preview_first(site, signed_in, room):
    page = month(site, signed_in, room)
    page.locator("tbody input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("tbody input:checked")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.get_by_label("New code")).to_be_focused()
    page.get_by_label("New code").select_option("I")
    page.get_by_role("textbox", name="Reason").fill("Both days, told by home")
    page.get_by_role("button", name="Look at the change").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("change")
    page.get_by_role("button", name="Change 2 marks").click()
    expect(page.get_by_text("2 marks changed, each in the ledger.")).to_be_visible()


def test_axe_finds_nothing_on_a_month(site, signed_in, room, axe):
    assert axe(month(site, signed_in, room)) == []
    small = month(site, signed_in, room, viewport=PHONE)
    assert axe(small) == []
    assert small.evaluate("document.documentElement.scrollWidth") <= 390

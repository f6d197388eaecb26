"""How the register's page looks and behaves on a laptop, a phone and a wall."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.functional.classroom import OPEN, Classroom, make_classroom
from tests.functional.conftest import PHONE
from tests.functional.test_register_keys import codes_of, opened


@pytest.fixture
def room(site) -> Classroom:
    site.clock(OPEN)
    return make_classroom()


def box_of(part: Locator) -> FloatRect:
    """Return where a part stands on the page."""
    box = part.bounding_box()
    assert box is not None
    return box


def test_thirty_pupils_are_in_sight_on_a_laptop_without_scrolling(
    site, signed_in, room
):
    page = opened(site, signed_in, room)
    foot = box_of(page.locator(".rb-reg__foot"))
    rows = [box_of(row) for row in page.locator(".rb-reg__row").all()]
    assert len(rows) == 30
    assert all(row["y"] >= 0 and row["y"] + row["height"] <= foot["y"] for row in rows)
    assert foot["y"] + foot["height"] <= 768
    assert len({row["x"] for row in rows}) == 2
    assert page.evaluate("document.documentElement.scrollHeight") <= 768


@pytest.mark.parametrize("role", ["teacher", "office"])
def test_axe_finds_nothing_on_a_register_at_work(site, signed_in, room, axe, role):
    page = opened(site, signed_in, room, getattr(room, role))
    assert axe(page) == []
    for key in ("Space", "n", "l", "."):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []


def test_axe_finds_nothing_without_scripts_or_on_a_phone(site, signed_in, room, axe):
    page = opened(site, signed_in, room, viewport=PHONE, has_touch=True, is_mobile=True)
    assert axe(page) == []


def test_a_thumb_takes_the_register_on_a_phone(site, signed_in, room):
    page = opened(site, signed_in, room, viewport=PHONE, has_touch=True, is_mobile=True)
    picks = page.locator(".rb-reg__row").first.locator(".rb-reg__pick")
    for pick in picks.all():
        box = box_of(pick)
        assert box["width"] >= 44
        assert box["height"] >= 44
    picks.nth(1).tap()
    page.locator(".rb-reg__row").nth(1).locator(".rb-reg__pick").nth(2).tap()
    expect(page.get_by_text("✓ saved")).to_have_count(2)
    rest = page.locator("[data-rest]")
    rest.tap()
    rest.tap()
    page.get_by_role("button", name="Hand in register").tap()
    expect(page.get_by_text("✓ Handed in")).to_be_visible()
    assert codes_of(room) == "NL" + "/" * 28
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_was_pressed_is_shown_large_for_a_moment_and_read_out(
    site, signed_in, room
):
    page = opened(site, signed_in, room)
    page.keyboard.press("n")
    expect(page.locator("[data-flash]")).to_be_visible()
    expect(page.locator("[data-live]")).to_have_text(
        "Abernathy, Zara: Reason not yet known"
    )
    expect(page.locator("[data-flash]")).to_be_hidden()


def test_a_shared_screen_shows_no_reason(site, signed_in, room):
    page = opened(site, signed_in, room)
    expect(page.get_by_text("Mother telephoned 08:12")).to_be_visible()
    page.get_by_role("button", name="Screen is shared").click()
    expect(page.get_by_text("Mother telephoned 08:12")).to_be_hidden()
    expect(page.locator("[title*=Mother]")).to_have_count(0)
    page.reload()
    expect(page.locator(".rb-reg.is-live.is-shared")).to_be_visible()
    expect(page.get_by_text("Mother telephoned 08:12")).to_be_hidden()


def test_two_browsers_on_one_register_see_each_other_and_both_marks(
    site, signed_in, room
):
    teacher = opened(site, signed_in, room)
    office = opened(site, signed_in, room, room.office)
    expect(office.get_by_text(f"{room.teacher.name} (Class teacher)")).to_be_visible()
    teacher.keyboard.press("n")
    expect(teacher.get_by_text("✓ saved")).to_have_count(1)
    office.keyboard.press("i")
    asked = office.locator(".rb-reg__row").first.locator("[data-problem]")
    expect(asked).to_contain_text(
        f"{room.teacher.name}, Class teacher marked N at 08:5"
    )
    expect(asked).to_contain_text("You marked I at")
    office.get_by_role("button", name="Use I").click()
    expect(office.get_by_text("✓ saved")).to_have_count(1)
    assert codes_of(room)[0] == "I"
    expect(teacher.locator("[data-mark]").first).to_contain_text("I", timeout=8000)


def test_an_ended_sign_in_loses_nothing(site, signed_in, room):
    page = opened(site, signed_in, room)
    page.context.clear_cookies()
    page.keyboard.press("n")
    link = page.get_by_role("link", name="Sign in again to send 1 mark")
    expect(link).to_be_attached()
    expect(link).to_have_attribute("target", "_blank")
    assert codes_of(room)[0] == "."


def test_without_scripts_the_register_is_a_form(site, signed_in, room):
    page: Page = signed_in(
        room.teacher, site.url("register", **room.address), java_script_enabled=False
    )
    rows = page.locator(".rb-reg__row")
    rows.nth(0).get_by_label("Reason not yet known").check(force=True)
    rows.nth(1).get_by_label("Late, before the register closed").check(force=True)
    rows.nth(1).get_by_label("Minutes late").fill("4")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("2 marks saved.")).to_be_visible()
    page.get_by_role("button", name="The other 28 are present").click()
    page.get_by_role("button", name="Hand in register").click()
    expect(page.get_by_text("✓ Handed in")).to_be_visible()
    assert codes_of(room) == "NL" + "/" * 28

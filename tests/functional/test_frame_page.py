"""The frame: components, idle sign-out, paper and the way without scripts."""

import io
import re

import pikepdf
import pytest
from playwright.sync_api import expect

from schools.models import Person
from tests.functional.conftest import PHONE

PASSWORD = "rollbook-demo"
HALF_AN_HOUR = 30 * 60


@pytest.fixture
def rosa(site) -> Person:
    found = Person.objects.filter(email="rosa@school.example").first()
    return found or Person.objects.create_user(
        "rosa@school.example", PASSWORD, name="Rosa Bell"
    )


@pytest.fixture(autouse=True)
def not_production(settings):
    """Where the gallery is shown."""
    settings.DEBUG = True


def gallery(site, signed_in, rosa, **options):
    return signed_in(rosa, site.url("gallery"), **options)


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}], ids=["laptop", "phone"])
def test_no_component_has_anything_that_axe_objects_to(
    site, signed_in, rosa, axe, options
):
    page = gallery(site, signed_in, rosa, **options)
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    assert axe(page) == []


def test_nothing_is_wider_than_a_phone(site, signed_in, rosa):
    page = gallery(site, signed_in, rosa, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_page_needs_no_script_to_be_read_and_left(site, signed_in, rosa):
    page = gallery(site, signed_in, rosa, java_script_enabled=False)
    page.locator(".rb-you summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_escape_closes_a_menu_and_returns_to_where_it_was(site, signed_in, rosa):
    page = gallery(site, signed_in, rosa)
    page.locator(".rb-you summary").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.locator(".rb-you summary")).to_be_focused()


def test_an_idle_person_is_warned_and_may_stay(site, signed_in, rosa, axe):
    page = signed_in(rosa)
    page.clock.install()
    page.goto(site.url("gallery"))
    page.clock.fast_forward((HALF_AN_HOUR - 110) * 1000)
    dialog = page.get_by_role("dialog", name="You are about to be signed out")
    expect(dialog).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def test_who_was_signed_out_signs_in_again_and_loses_nothing(site, signed_in, rosa):
    page = signed_in(rosa)
    page.clock.install()
    page.goto(site.url("gallery"))
    page.get_by_label("Note").fill("typed before the break")
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward((HALF_AN_HOUR + 5) * 1000)
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible()

    with page.context.expect_page() as opened:
        page.get_by_role("button", name=re.compile("Sign in again")).click()
    tab = opened.value
    tab.get_by_label("Email address").fill(rosa.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("You are signed in")

    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Note")).to_have_value("typed before the break")
    page.get_by_role("button", name="Save").click()  # with the token of the new sign-in
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")


def test_paper_leaves_the_frame_off_and_numbers_its_pages(site, signed_in, rosa):
    page = gallery(site, signed_in, rosa)
    page.emulate_media(media="print")
    expect(page.locator(".rb-header")).to_be_hidden()
    paper = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = (float(side) for side in paper.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert len(paper.pages) > 1


def test_a_page_that_is_not_there_says_so_in_words(
    site, signed_in, rosa, axe, settings
):
    settings.DEBUG = False
    page = signed_in(rosa)
    page.goto(site.origin + "/nothing-here")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    expect(page.get_by_text("If you ask for help, quote")).to_be_visible()
    assert axe(page) == []

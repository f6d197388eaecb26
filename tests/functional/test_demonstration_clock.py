"""The page of the demonstration's clock, in a browser."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from attendance import tasks
from attendance.demo.renewal import DONE, LOADING, Renewing
from core import clock
from core.models import DemoClock
from tests.functional.conftest import PHONE

STARTS = dt.datetime(2026, 11, 20, 8, 40, tzinfo=clock.LONDON)


@pytest.fixture(autouse=True)
def demonstration(site, settings, monkeypatch):
    """Be a demonstration whose row, and not the site, says how late it is."""
    settings.ROLLBOOK_DEMO = True
    monkeypatch.setattr(tasks.tick, "delay", lambda: None)
    monkeypatch.setattr(clock, "demo_offset", _stored)
    offset = STARTS - clock.real_now()
    DemoClock.objects.update_or_create(only=True, defaults={"offset": offset})


def _stored() -> dt.timedelta:
    return DemoClock.objects.get().offset


@pytest.fixture
def page(site, browser):
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    opened = context.new_page()
    opened.goto(site.url("demo_clock"))
    yield opened
    context.close()


def test_a_visitor_goes_to_09_31_with_one_press(page):
    page.get_by_role("button", name="Go to Fri 20 Nov 09:31").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("09:31")
    expect(page.get_by_role("alert")).to_contain_text("It is now 09:31")


def test_going_back_is_refused_in_words(page):
    page.get_by_label("Time").fill("08:00")
    page.get_by_role("button", name="Go there", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("That moment has passed")
    expect(page.get_by_role("heading", level=1)).to_contain_text("08:4")


@pytest.mark.parametrize("size", [None, PHONE], ids=["laptop", "phone"])
def test_axe_finds_nothing_on_the_clock(page, axe, size):
    if size:
        page.set_viewport_size(size)
    assert axe(page) == []


def test_axe_finds_nothing_on_the_page_that_waits(site, page, axe):
    Renewing.end(LOADING)
    page.goto(site.url("demo_renewal"))
    expect(page.get_by_role("status")).to_be_visible()
    assert axe(page) == []
    Renewing.end(DONE)
    page.wait_for_url(site.url("demo_clock"))

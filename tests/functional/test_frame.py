"""The browser tests' own ground: a page opens, signed in or not, and axe looks at it."""

import pytest
from playwright.sync_api import expect


@pytest.mark.django_db
def test_the_sign_in_page_has_nothing_that_axe_objects_to(site, browser, axe):
    page = browser.new_page()
    page.goto(site.url("account_login"))
    expect(page.get_by_label("Email address")).to_be_visible()
    assert axe(page) == []
    page.close()

"""Signing in and the account, in a browser: passwords, passkeys, and too many attempts."""

import base64
import hashlib
import hmac
import re
import struct
import time
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from schools.models import Person

PASSWORD = "rollbook-demo"
HOMELESS = "No school is yours yet"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def rosa(site) -> Person:
    """Make somebody anew for each test, because what a browser test does is committed."""
    email = f"rosa.{uuid.uuid4().hex[:8]}@school.example"
    return Person.objects.create_user(email, PASSWORD, name="Rosa Bell")


def try_to_sign_in(page: Page, site, email: str, password: str = PASSWORD) -> None:
    page.goto(site.url("account_login"))
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def sign_in(page: Page, site, email: str) -> None:
    """Sign in somebody who belongs nowhere yet, and so lands on a page that says it."""
    try_to_sign_in(page, site, email)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOMELESS)


def add_authenticator(page: Page) -> None:
    """Give the browser a device that makes passkeys and always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def totp(secret: str) -> str:
    key = base64.b32decode(secret)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def confirm(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_an_empty_form_says_what_to_enter_and_leads_there(site, page, axe):
    page.goto(site.url("account_login"))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Enter your email address.").click()
    expect(page.get_by_label("Email address")).to_be_focused()
    assert axe(page) == []


def test_too_many_attempts_stop_one_account_and_not_the_school(site, page, rosa, axe):
    for _ in range(6):
        try_to_sign_in(page, site, "guessed@school.example", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("Wait five minutes")
    assert axe(page) == []
    sign_in(page, site, rosa.email)  # from the same address of the network


def test_nobody_signs_up(site, page):
    page.goto(site.url("account_signup"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "There is no account for this address"
    )


def test_a_passkey_is_added_and_then_signs_in_alone(site, page, rosa, axe):
    add_authenticator(page)
    sign_in(page, site, rosa.email)
    page.goto(site.url("mfa_add_webauthn"))
    if "reauthenticate" in page.url:
        confirm(page)
    page.get_by_label(re.compile("Name")).fill("School laptop")
    assert axe(page) == []
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("recovery codes", exact=False).first).to_be_visible()
    page.goto(site.url("mfa_index"))
    expect(page.get_by_role("rowheader", name="School laptop")).to_be_visible()
    assert axe(page) == []

    page.goto(site.url("account_logout"))
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(site.url("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOMELESS)


def test_an_app_is_a_second_step(site, page, rosa, axe):
    sign_in(page, site, rosa.email)
    page.goto(site.url("mfa_activate_totp"))
    if "reauthenticate" in page.url:
        confirm(page)
    secret = page.locator(".rb-secret").inner_text()
    page.get_by_label("Authenticator code").fill(totp(secret))
    assert axe(page) == []
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    code = page.locator(".rb-codes li").first.inner_text()

    page.context.clear_cookies()
    try_to_sign_in(page, site, rosa.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("This code is wrong")
    assert axe(page) == []
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOMELESS)


@pytest.mark.parametrize(
    "name",
    [
        "account_reset_password",
        "account_reset_password_done",
        "account_signup",
        "account_inactive",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    ],
)
def test_a_page_before_sign_in_has_nothing_that_axe_objects_to(site, page, axe, name):
    page.goto(site.url(name))
    assert axe(page) == []


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "account_change_password", "account_logout", "mfa_list_webauthn"],
)
def test_a_page_of_the_account_has_nothing_that_axe_objects_to(
    site, signed_in, rosa, axe, name
):
    assert axe(signed_in(rosa, site.url(name))) == []

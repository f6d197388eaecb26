"""`make screenshots`: the pictures of README, taken from the demonstration."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from attendance.stack import browser as chromium
from attendance.stack.commands import manage, migrate, web

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PORT = os.environ.get("PORT", "8196")
BASE = f"http://localhost:{PORT}"

# Picture, who looks, where, and what is pressed there first.
SHOTS = [
    ("register", "teacher@primary.example", "main a.govuk-button", "         L    N"),
    ("office", "office@primary.example", "", ""),
    ("pupil", "officer@primary.example", "table a[href*='/pupils/']", ""),
    ("trust", "lead@trust.example", "", ""),
]


def main() -> int:
    """Load the demonstration, serve it, and look at it."""
    subprocess.run(migrate(), check=True)
    subprocess.run(manage("load_demonstration", "--if-empty"), check=True)
    subprocess.run(manage("demo_clock", "2026-11-20T08:52"), check=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _serving(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.provide(), args=chromium.flags()
        )
        for name, email, link, keys in SHOTS:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            _sign_in(page, email)
            if link:
                page.locator(link).first.click()
            for key in keys:
                page.keyboard.press("Space" if key == " " else key)
            page.wait_for_timeout(1500)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.context.close()
        browser.close()
    return 0


def _sign_in(page: Page, email: str) -> None:
    page.goto(f"{BASE}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", "rollbook-demo")
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/account/" not in address)


@contextmanager
def _serving() -> Iterator[None]:
    os.environ["PORT"] = PORT
    server = subprocess.Popen(web())
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"{BASE}/readyz", timeout=2):  # noqa: S310 - our own address
                    break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    sys.exit(main())

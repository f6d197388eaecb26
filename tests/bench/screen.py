"""What a teacher's laptop shows and asks for: assets, pupils in sight, keys pressed."""

from playwright.sync_api import Page, ViewportSize, sync_playwright

from attendance.stack import browser as chromium
from schools.rules.sessions import Session
from tests.bench.clients import sign_in
from tests.bench.data import CLASS_SIZE, BenchData, open_slots
from tests.bench.serving import HOST, PORT, register_address, serving
from tests.bench.table import Row

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
ABSENT, LATE = (5, 20), 11
_TRANSFERRED = """() => performance.getEntriesByType('resource')
    .filter(entry => entry.name.includes('/static/'))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""
_IN_SIGHT = """() => {
    const foot = document.querySelector('.rb-reg__foot').getBoundingClientRect();
    return [...document.querySelectorAll('.rb-reg__row')].filter(row => {
        const box = row.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= foot.top;
    }).length;
}"""


def measure(data: BenchData) -> list[Row]:
    """Open a register in a browser that has seen nothing, and take it by keyboard."""
    slot = next(s for s in reversed(open_slots(data)) if s.session is Session.AM)
    path = register_address(data, data.groups[1], slot)
    with serving() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.provide(), args=chromium.flags()
        )
        page = browser.new_page(viewport=LAPTOP)
        cookies = sign_in(HOST, PORT, data.emails[0]).cookies
        page.context.add_cookies(
            [
                {"name": name, "value": value, "url": origin}
                for name, value in cookies.items()
            ]
        )
        page.goto(origin + path)
        page.locator(".rb-reg.is-live").wait_for()
        page.wait_for_load_state("networkidle")
        assets = page.evaluate(_TRANSFERRED) / 1024
        in_sight = page.evaluate(_IN_SIGHT)
        keys = _keys(page)
        browser.close()
    return [
        Row("assets of the register page, cold, compressed", "KB", assets, 60),
        Row(
            "pupils on a 1366x768 screen",
            "pupils",
            in_sight,
            CLASS_SIZE,
            smaller_is_better=False,
        ),
        Row("keys for 30, two absent, one late", "keys", keys, 34),
    ]


def _keys(page: Page) -> int:
    """Take the register by keyboard and hand it in; return the keys that it took."""
    pressed = 0
    for place in range(CLASS_SIZE):
        # The days of the bench are long past, when N has become O.
        page.keyboard.press("o" if place in ABSENT else "l" if place == LATE else " ")
        pressed += 1
    page.keyboard.press("Enter")
    page.get_by_text("✓ Handed in").wait_for()
    return pressed + 1

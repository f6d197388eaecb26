"""A register's page as the hand and the eye of a teacher know it."""

from playwright.sync_api import Locator, Page, expect

from tests.functional.offline.device import kept

CONTROLLED = "() => navigator.serviceWorker.controller !== null"


class Register:
    """The rows of the register that a page shows, in the order of names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = page.locator("[data-e]")
        expect(page.locator("[data-register].is-live")).to_be_visible()

    def press(self, *keys: str) -> None:
        """Press keys, each for the pupil that the page has come to."""
        for key in keys:
            self.page.keyboard.press(key)

    def mark(self, place: int, key: str) -> None:
        """Press a key for one pupil."""
        self._part(place, "data-mark").focus()
        self.page.keyboard.press(key)

    def expect_states(self, *states: str) -> None:
        """Wait until the pupils are said to be `saved` or `on device`, in order."""
        for place, state in enumerate(states):
            expect(self._part(place, "data-state")).to_contain_text(
                state, timeout=20_000
            )

    def expect_codes(self, *codes: str) -> None:
        """Wait until the pupils show these marks."""
        for place, code in enumerate(codes):
            expect(self._part(place, "data-letter")).to_have_text(code)

    def wait_until_kept(self) -> None:
        """Wait until the shell and today's registers are on the device."""
        self.page.wait_for_function(CONTROLLED)
        for _ in range(100):
            # The registers, then the fire list.
            if len(kept(self.page)["days"]) == 2:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("No register is kept on the device.")

    def _part(self, place: int, name: str) -> Locator:
        return self.rows.nth(place).locator(f"[{name}]")

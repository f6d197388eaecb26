"""A note is sealed before it is kept: what the page says of it meanwhile, and afterwards."""

from itertools import groupby

from playwright.sync_api import Page, Route, expect

from tests.functional.offline.registers import Register

BAG = "Bag is in the cloakroom"
MARKS = "**/marks"
SEAL_SLOWLY = """() => {
  const encrypt = SubtleCrypto.prototype.encrypt;
  SubtleCrypto.prototype.encrypt = async function (...all) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return encrypt.apply(this, all);
  };
}"""
WATCH_STATE = """() => {
  const state = document.querySelector("[data-e] [data-state]");
  window.said = [state.textContent];
  new MutationObserver(() => window.said.push(state.textContent))
    .observe(state, { childList: true });
}"""


def write_note(page: Page, words: str) -> None:
    """Write a note about the first pupil, who has a mark."""
    page.locator("[data-mark]").first.focus()
    page.keyboard.press(".")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What it is, or a note").fill(words)
    dialog.get_by_role("button", name="Save details").click()
    expect(page.locator(".rb-reg__said").first).to_have_text(words)


def test_a_note_that_is_being_sealed_is_not_said_to_be_saved_with_the_mark_before(
    register,
):
    page = register.page
    held: list[Route] = []
    page.route(MARKS, lambda route: route.continue_() if held else held.append(route))
    page.evaluate(SEAL_SLOWLY)
    with page.expect_request(MARKS):
        register.press("n")
    page.evaluate(WATCH_STATE)
    write_note(page, BAG)
    held[0].continue_()
    register.expect_states("saved")
    said = page.evaluate("window.said")
    assert [words for words, _ in groupby(said)] == ["◌ saving", "✓ saved"]
    page.reload()
    expect(page.locator(".rb-reg__said").first).to_have_text(BAG)


def test_a_note_that_waits_is_shown_by_a_page_that_is_opened_again(register, wire):
    page = register.page
    register.press("n")
    register.expect_states("saved")
    wire.cut()
    write_note(page, BAG)
    register.expect_states("on device")
    page.reload()
    register = Register(page)
    register.expect_states("on device")
    expect(page.locator(".rb-reg__said").first).to_have_text(BAG)
    wire.mend()
    register.expect_states("saved")
    expect(page.locator(".rb-reg__said").first).to_have_text(BAG)

"""The register by keyboard alone, in a real browser: every key counted."""

import pytest
from playwright.sync_api import Page, expect

from register.models import LedgerEntry, Mark, RegisterTaken
from tests.functional.classroom import AM, OPEN, Classroom, make_classroom

ABSENT, LATE = (5, 20), 11


@pytest.fixture
def room(site) -> Classroom:
    site.clock(OPEN)
    return make_classroom()


@pytest.fixture
def page(site, signed_in, room) -> Page:
    return opened(site, signed_in, room)


def opened(site, signed_in, room, who=None, **options) -> Page:
    page = signed_in(
        who or room.teacher, site.url("register", **room.address), **options
    )
    expect(page.locator(".rb-reg.is-live")).to_be_visible()
    return page


def codes_of(room: Classroom) -> str:
    marks = {
        mark.enrolment_id: mark.code
        for mark in Mark.objects.using("owner").filter(slot=AM.number)
    }
    return "".join(marks.get(row.pk) or "." for row in room.world.enrolments)


class Typist:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.count += 1


def test_a_class_of_thirty_with_two_absent_and_one_late_takes_34_keys(page, room):
    typist = Typist(page)
    for place in range(30):
        typist.press("n" if place in ABSENT else "l" if place == LATE else "Space")
    typist.press("Enter")
    expect(page.get_by_text("✓ Handed in")).to_be_visible()
    assert typist.count <= 34
    marked = codes_of(room)
    assert [place for place, code in enumerate(marked) if code == "N"] == list(ABSENT)
    assert marked[LATE] == "L"
    assert marked.count("/") == 27
    assert RegisterTaken.objects.using("owner").filter(group=room.world.group).exists()


def test_the_absent_first_and_then_the_rest_takes_34_keys_too(page, room):
    typist = Typist(page)
    typist.press("ArrowDown", 5)
    typist.press("n")
    typist.press("ArrowDown", 5)
    typist.press("l")
    typist.press("ArrowRight")
    typist.press("ArrowUp", 7)
    typist.press("n")
    typist.press("a", 2)
    typist.press("Enter")
    expect(page.get_by_text("✓ Handed in")).to_be_visible()
    assert typist.count <= 34
    marked = codes_of(room)
    assert (marked.count("N"), marked.count("L"), marked.count("/")) == (2, 1, 27)


def test_focus_stands_on_the_first_pupil_without_a_mark(site, signed_in, page, room):
    focused = page.locator(".rb-reg__row.is-current .rb-reg__name")
    expect(focused).to_contain_text("Abernathy")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(page.get_by_text("✓ saved")).to_have_count(2)
    page.reload()
    expect(page.locator(".rb-reg__row.is-current .rb-reg__name")).to_contain_text(
        "Adeyemi"
    )


def test_undo_is_a_new_entry_and_the_ledger_keeps_both(page, room):
    page.keyboard.press("n")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(page.get_by_text("0 of 30 marked")).to_be_visible()
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    first = room.world.enrolments[0]
    kept = LedgerEntry.objects.using("owner").filter(slot=AM.number, enrolment=first)
    assert [entry.code for entry in kept] == ["N"]
    assert codes_of(room)[0] == "."


def test_what_is_known_is_taken_with_one_key_by_who_may(site, signed_in, room):
    page = opened(site, signed_in, room, room.office)
    typist = Typist(page)
    typist.press("ArrowDown", 7)
    typist.press("Enter")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    assert codes_of(room)[7] == "I"


def test_a_code_of_two_letters_is_two_keys_with_a_hint_between(site, signed_in, room):
    page = opened(site, signed_in, room, room.office)
    page.keyboard.press("y")
    expect(page.locator("[data-hint]")).to_contain_text("4 school closed")
    page.keyboard.press("4")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ saved")).to_have_count(2)
    assert codes_of(room).startswith("Y4C")


def test_a_code_that_needs_its_nature_asks_for_it_in_the_line(site, signed_in, room):
    page = opened(site, signed_in, room, room.office)
    page.keyboard.press("b")
    page.keyboard.type("College taster day")
    page.keyboard.press("Enter")
    expect(page.get_by_text("✓ saved")).to_have_count(1)
    assert codes_of(room)[0] == "B"
    expect(page.locator(".rb-reg__said").first).to_have_text("College taster day")


def test_keys_act_in_the_rows_only(page, room):
    page.get_by_label("Find a pupil").focus()
    page.keyboard.type("nnn")
    expect(page.get_by_text("0 of 30 marked")).to_be_visible()


def test_the_register_is_not_handed_in_while_someone_is_unmarked(page, room):
    page.keyboard.press("Space")
    page.get_by_role("button", name="Hand in register").click()
    expect(page.get_by_role("alert")).to_contain_text("29 pupils have no mark yet")
    expect(page.get_by_role("alert")).to_contain_text("Achterberg, Wilhelmina")
    assert (
        not RegisterTaken.objects.using("owner").filter(group=room.world.group).exists()
    )


def test_a_double_click_hands_in_once(page, room):
    page.keyboard.press("a")
    page.keyboard.press("a")
    page.get_by_role("button", name="Hand in register").dblclick()
    expect(page.get_by_text("✓ Handed in")).to_be_visible()
    taken = RegisterTaken.objects.using("owner").filter(group=room.world.group)
    assert taken.count() == 1

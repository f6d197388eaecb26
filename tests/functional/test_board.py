"""Board, ledger, amending, calls and paper in a real browser, with axe on each page."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import expect

from core.clock import at_local
from core.tenancy import in_schools
from register.models import Mark, Suggestion
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.functional.conftest import LAPTOP, PHONE
from tests.worlds import World, hire, make_pupil, make_world

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
pytestmark = pytest.mark.usefixtures("unblocked")


def at(hour: int, minute: int) -> dt.datetime:
    return at_local(FRIDAY, dt.time(hour, minute))


@pytest.fixture
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def world(site, unblocked) -> World:
    """A school at 09:31: 4B is marked and not handed in, one pupil has no class."""
    site.clock(at(9, 31))
    with transaction.atomic():
        world = make_world().scope()
        teacher = hire(world.school, Role.TEACHER, group=world.group)
        world.staff[Role.TEACHER] = teacher
        world.by(Role.OFFICE)
        enter(world, "/", "N", "L")
        make_pupil(world.school, None, first_name="Zuri", last_name="Newcome")
    return world


def enter(world, *codes, version=0, role=Role.TEACHER, now=None, reason=""):
    record_marks(
        school=world.school,
        slot=AM,
        entries=[
            Entry(enrolment_id=row.pk, code=code, version=version, reason=reason)
            for row, code in zip(world.enrolments, codes, strict=False)
            if code
        ],
        by=world.by(role),
        now=now or at(8, 53),
    )


def hand_in(world) -> None:
    with in_schools([world.school.pk]):
        take_register(
            school=world.school,
            group=world.group,
            slot=AM,
            by=world.by(Role.TEACHER),
            now=at(9, 31),
        )


def of(world, name: str) -> dict[str, object]:
    school = {"school": world.school.slug}
    day = {"day": FRIDAY.isoformat()}
    register = {"group": world.group.pk, **day, "session": "am"}
    return {
        "ledger": {**school, **register},
        "reopen": {**school, **register},
        "withdraw": {**school, **register},
        "mark-history": {
            **school,
            "enrolment": world.enrolments[1].pk,
            **day,
            "session": "am",
        },
        "amend": {
            **school,
            "enrolment": world.enrolments[1].pk,
            **day,
            "session": "am",
        },
        "extract": {**school, "group": world.group.pk, **day},
        "pupil-amendments": {**school, "pupil": world.pupils[1].pk},
    }.get(name, school)


PAGES = [
    "board",
    "ledger",
    "reopen",
    "withdraw",
    "mark-history",
    "amend",
    "amendments",
    "pupil-amendments",
    "extract",
    "suggestions",
    "log-call",
]


def test_no_page_has_anything_that_axe_objects_to_or_that_runs_over(
    site, signed_in, axe, world
):
    with in_schools([world.school.pk]):
        reason = "Mother: a cold"
        enter(world, "", "I", version=1, role=Role.OFFICE, now=at(9, 30), reason=reason)
    hand_in(world)
    page = signed_in(world.by(Role.OFFICE))
    wrong = []
    for name in PAGES:
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            answer = page.goto(site.url(name, **of(world, name)))
            assert answer is not None
            assert answer.ok, name
            over = page.evaluate(
                "document.documentElement.scrollWidth"
                " - document.documentElement.clientWidth"
            )
            wrong += [f"{name} {size['width']}: {over} pixels too wide"] * (over > 0)
            wrong += [f"{name} {size['width']}: {line}" for line in axe(page)]
    assert wrong == []


def test_the_form_of_a_call_has_nothing_that_axe_objects_to(
    site, signed_in, axe, world
):
    address = site.url("log-call", school=world.school.slug)
    page = signed_in(world.by(Role.OFFICE), f"{address}?pupil={world.pupils[0].pk}")
    page.get_by_role("button", name="Log the call").click()
    expect(page.get_by_role("link", name="Enter what they said.")).to_be_visible()
    assert axe(page) == []


def test_the_board_refreshes_itself_and_says_the_new_count(site, signed_in, world):
    # Given the office looks at a board with a missing register
    page = signed_in(world.by(Role.OFFICE))
    page.clock.install()
    page.goto(site.url("board", school=world.school.slug))
    unfinished = page.get_by_text("all 3 are marked, but it is not handed in")
    expect(unfinished).to_be_visible()
    # When its teacher hands it in, and twenty seconds pass
    hand_in(world)
    page.clock.run_for(21_000)
    # Then the board says so by itself, and tells a screen reader
    expect(page.get_by_text("Every register is in.")).to_be_visible()
    said = page.locator("[data-refresh-said]")
    expect(said).to_have_text("No register is missing")


def test_a_board_that_nobody_sees_asks_for_nothing(site, signed_in, world):
    page = signed_in(world.by(Role.OFFICE))
    page.clock.install()
    page.goto(site.url("board", school=world.school.slug))
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if "seen=" in request.url else None,
    )
    hide(page, hidden=True)
    page.clock.run_for(120_000)
    assert asked == []
    with page.expect_request(lambda request: "seen=" in request.url):
        hide(page, hidden=False)
        page.clock.run_for(1_000)
    assert len(asked) == 1


def hide(page, *, hidden: bool) -> None:
    value = "true" if hidden else "false"
    page.evaluate(
        "Object.defineProperty(document, 'hidden',"
        f" {{configurable: true, get: () => {value}}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


def test_asking_for_a_register_does_not_leave_the_board(site, signed_in, world):
    page = signed_in(world.by(Role.OFFICE), site.url("board", school=world.school.slug))
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_text(f"asked 09:31 by {world.by(Role.OFFICE).name}").first.wait_for()
    assert page.url.endswith("/registers/")
    expect(page.get_by_role("button", name="Ask for it")).to_have_count(0)


def test_a_call_is_logged_by_keyboard_alone(site, signed_in, world):
    # Given the office opens the page, the box has the focus
    page = signed_in(
        world.by(Role.OFFICE), site.url("log-call", school=world.school.slug)
    )
    # When it types a part of a name and presses Enter
    page.keyboard.type("zuri")
    page.get_by_role("link", name="Newcome, Zuri").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**pupil=*")
    page.get_by_label("Who, if it is somebody else").focus()
    page.keyboard.type("Aunt")
    page.keyboard.press("Tab")
    page.keyboard.type("I")
    page.keyboard.press("Tab")
    page.keyboard.type("a cold")
    page.keyboard.press("Enter")
    # Then the call stands in the list of the day
    page.get_by_text("Aunt: a cold").wait_for()
    with in_schools([world.school.pk]):
        assert Suggestion.objects.get().code == "I"


def test_a_mark_is_amended_without_scripts(site, signed_in, world):
    page = signed_in(world.by(Role.OFFICE), java_script_enabled=False)
    page.goto(site.url("mark-history", **of(world, "mark-history")))
    page.get_by_role("button", name="Amend").click()
    page.get_by_label("New code").select_option("M")
    page.get_by_role("textbox", name="Reason").fill("Dentist, letter seen")
    page.get_by_role("button", name="Amend the mark").click()
    expect(page.get_by_text("Dentist, letter seen")).to_be_visible()
    with in_schools([world.school.pk]):
        mark = Mark.objects.get(enrolment_id=world.enrolments[1].pk, slot=AM.number)
        assert (mark.code, mark.version) == ("M", 2)

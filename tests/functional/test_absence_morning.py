"""One morning: the register at 08:52, the list at 09:31, three calls, a parent's link."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import expect

from core.tenancy import in_schools
from followup.models import AbsenceLine, ReportLink
from followup.services.links import token_for
from followup.tasks import make_daily_list
from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.taking import take_register
from schools.states import Role
from tests.factories.followup import add_parent, choose, flag
from tests.functional.conftest import PHONE
from tests.mornings import AM, FRIDAY, at
from tests.worlds import World, make_world


@pytest.fixture(scope="module")
def world(site) -> World:
    """A class of four: the first two are absent at 08:52, one of them vulnerable."""
    with transaction.atomic():
        made = make_world(pupils=4)
        for pupil in made.pupils[:2]:
            add_parent(pupil, relationship="Mother")
            add_parent(pupil, relationship="Father", priority=2)
        flag(made.pupils[1], "young_carer")
        for role in (Role.OFFICE, Role.TEACHER, Role.SAFEGUARDING, Role.HEAD):
            made.by(role)
        choose(made, made.by(Role.HEAD), absence_ladder="safe_and_well_by_day_three")
    return made


def register_at_08_52(world: World) -> None:
    with in_schools([world.school.pk]):
        record_marks(
            school=world.school,
            slot=AM,
            entries=[
                Entry(enrolment_id=row.pk, code=code, version=0)
                for row, code in zip(world.enrolments, "NN//", strict=True)
            ],
            by=world.by(Role.TEACHER),
            now=at(8, 52),
        )
        take_register(
            school=world.school,
            group=world.group,
            slot=AM,
            by=world.by(Role.TEACHER),
            now=at(8, 53),
        )


def test_the_first_half_of_a_morning(site, signed_in, axe, world, browser):
    address = site.url("absence-today", school=world.school.slug)
    site.clock(at(8, 52))
    register_at_08_52(world)
    page = signed_in(world.by(Role.OFFICE), address)
    expect(page.get_by_text("The list is made at 09:30.")).to_be_visible()
    assert axe(page) == []

    site.clock(at(9, 31))
    make_daily_list(world.school.pk, FRIDAY.isoformat())
    page.reload()
    both_are_on_the_list_the_vulnerable_child_first(page, world)
    assert axe(page) == []

    three_presses_are_three_attempts(page)
    a_parent_answers_by_link(site, browser, axe, world)
    the_answer_is_read_and_accepted(page, axe)
    one_child_is_still_unaccounted_for(page, axe, world)
    a_colleague_sees_who_is_calling(
        signed_in(world.by(Role.SAFEGUARDING), address), world
    )
    story = signed_in(
        world.by(Role.OFFICE),
        site.url("pupil", school=world.school.slug, pupil=world.pupils[1].pk),
    )
    expect(story.locator(".rb-timeline").first).to_contain_text("no answer")


def rows_of(page):
    return page.locator("#absences-open tbody tr")


def both_are_on_the_list_the_vulnerable_child_first(page, world):
    rows = rows_of(page)
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text(world.pupils[1].sort_name)
    expect(rows.nth(0)).to_contain_text("Vulnerable")


def three_presses_are_three_attempts(page):
    numbers = []
    row = rows_of(page).nth(0)
    for times, press in (
        ("once", "No answer"),
        ("2 times", "Voicemail"),
        ("3 times", "No answer"),
    ):
        numbers.append(row.locator(".rb-phone__number").inner_text())
        row.get_by_role("button", name=press).click()
        expect(row).to_contain_text(f"Tried {times}")
    assert numbers[0] != numbers[1]
    assert numbers[2] == numbers[0], "after all were tried, whoever waited longest"
    expect(rows_of(page)).to_have_count(2)


def a_parent_answers_by_link(site, browser, axe, world):
    with in_schools([world.school.pk]):
        link = ReportLink.objects.filter(enrolment=world.enrolments[0])[0]
    token = token_for(link.enrolment_id, link.contact_id, link.day)
    address = f"{site.origin}/tell/{token}/"
    parent = browser.new_context(viewport=PHONE, locale="en-GB").new_page()
    heading = parent.get_by_role("heading", level=1)
    parent.goto(address)
    expect(heading).to_contain_text(world.pupils[0].first_name)
    expect(parent.locator("body")).not_to_contain_text(world.pupils[0].last_name)
    assert axe(parent) == []
    parent.get_by_label("Ill", exact=True).check()
    parent.get_by_label("In a few words").fill("a sore throat")
    parent.get_by_role("button", name="Tell the school").click()
    expect(heading).to_contain_text("Thank you")
    parent.goto(address)
    expect(heading).to_contain_text("no longer works")
    parent.context.close()


def the_answer_is_read_and_accepted(page, axe):
    page.reload()
    reports = page.locator("#absences-reports tbody tr")
    expect(reports).to_contain_text("a sore throat")
    reports.get_by_role("link", name="Read").click()
    assert axe(page) == []
    page.get_by_label("Yes, it reassures me").check()
    page.get_by_role("button", name="Accept it").click()
    expect(rows_of(page)).to_have_count(1)
    expect(page.locator("#absences-closed tbody tr")).to_contain_text("a sore throat")


def one_child_is_still_unaccounted_for(page, axe, world):
    rows_of(page).nth(0).get_by_role("button", name="Spoke").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(world.pupils[1].name)
    expect(page.locator("#steps")).to_contain_text("Decide on a visit")
    expect(page.locator("#steps")).to_contain_text("Governors, 1 July")
    assert axe(page) == []
    with in_schools([world.school.pk]):
        assert AbsenceLine.objects.filter(closed_at__isnull=True).count() == 1


def a_colleague_sees_who_is_calling(page, world):
    expect(page.locator("#absences-open")).to_contain_text("is calling")
    expect(page.locator("#absences-open")).to_contain_text(world.pupils[1].sort_name)


def test_the_list_reads_on_a_phone(site, signed_in, world, axe):
    site.clock(at(9, 31) + dt.timedelta(minutes=30))
    page = signed_in(
        world.by(Role.OFFICE),
        site.url("absence-today", school=world.school.slug),
        viewport=PHONE,
    )
    expect(page.locator("#absences")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert axe(page) == []

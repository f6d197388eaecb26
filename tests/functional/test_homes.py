"""Every home, page of figures and working, looked at by axe on a laptop and a phone."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from core.clock import at_local
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.functional.conftest import PHONE
from tests.worlds import World, hire, make_world

DAYS = [dt.date(2026, 11, day) for day in (13, 16, 17, 18, 19, 20)]
CODES = "/NL"
ROLES = [
    Role.TEACHER,
    Role.OFFICE,
    Role.OFFICER,
    Role.SAFEGUARDING,
    Role.PASTORAL,
    Role.HEAD,
    Role.GOVERNOR,
]
PAGES = [
    ("figures", {}, ""),
    ("figures-group", {"kind": "year", "number": 4}, ""),
    ("figures-pupils", {}, ""),
    ("figure-working", {}, "?measure=attendance"),
    ("figure-working", {}, "?measure=persistent"),
    ("tracker", {}, ""),
]


@pytest.fixture(scope="module")
def world(site) -> World:
    with transaction.atomic():
        make_world()
        world = make_world().scope()
        world.staff[Role.TEACHER] = hire(world.school, Role.TEACHER, group=world.group)
        for role in ROLES:
            world.by(role)
        for day in DAYS:
            record_marks(
                school=world.school,
                slot=Slot(day, Session.AM),
                entries=[
                    Entry(enrolment_id=enrolment.pk, code=code, version=0)
                    for enrolment, code in zip(world.enrolments, CODES, strict=True)
                ],
                by=world.by(Role.OFFICE),
                now=at_local(day, dt.time(9, 0)),
            )
    return world


def fits(page: Page) -> bool:
    """Tell whether nothing but a table's own box is scrolled sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_a_home(site, world, signed_in, axe, role):
    site.clock(at_local(DAYS[-1], dt.time(9, 36)))
    address = site.url("school-home", school=world.school.slug)
    page = signed_in(world.by(role), address)
    expect(page.locator("h1")).to_have_text("Fri 20 Nov, 09:36")
    assert axe(page) == []
    page.set_viewport_size(PHONE)
    assert fits(page)
    assert axe(page) == []


@pytest.mark.parametrize(("name", "kwargs", "query"), PAGES)
def test_axe_finds_nothing_on_figures(site, world, signed_in, axe, name, kwargs, query):
    site.clock(at_local(DAYS[-1], dt.time(9, 36)))
    address = site.url(name, school=world.school.slug, **kwargs) + query
    page = signed_in(world.by(Role.HEAD), address)
    assert axe(page) == []
    assert page.evaluate(
        "[...document.images].every(picture => picture.naturalWidth > 0)"
    )
    page.set_viewport_size(PHONE)
    assert fits(page)


def test_a_figure_is_followed_to_its_working_by_keyboard_alone(site, world, signed_in):
    site.clock(at_local(DAYS[-1], dt.time(9, 36)))
    page = signed_in(
        world.by(Role.HEAD), site.url("school-home", school=world.school.slug)
    )
    page.locator("#attendance .rb-figure").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/working/**")
    expect(page.locator("main")).to_contain_text("sessions attended")

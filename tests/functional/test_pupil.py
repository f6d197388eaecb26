"""The pupil page and its forms in a browser: keys, phone, paper, assistive technology."""

import datetime as dt
import io
import re

import pikepdf
import pytest
from django.db import connection, transaction
from django.urls import reverse
from playwright.sync_api import expect

from core.clock import at_local
from core.tenancy import set_scope
from register.rules.entries import Entry
from register.services.marks import record_marks
from schools.codes.flags import FLAGS
from schools.models import Adult, Contact, Flag, PhoneNumber
from schools.rules.sessions import Session, Slot
from schools.selectors.calendar import calendar_of
from schools.states import Role
from tests.functional.conftest import PHONE
from tests.worlds import World, make_world

FRIDAY = dt.date(2026, 11, 20)
NOON = at_local(FRIDAY, dt.time(12, 0))


@pytest.fixture(scope="module")
def world(site) -> World:
    """Make a pupil of whom much is known: contacts, flags, and a term of amendments."""
    site.clock(NOON)
    with transaction.atomic():
        make_world()  # a second school, whose rows must never appear
        world = make_world(pupils=4).scope()
        with connection.cursor() as cursor:
            cursor.execute(
                "select schools_renumber(%s, 'H801200001001', %s)",
                [world.pupils[0].identity_id, FRIDAY],
            )
        world.pupils[0].allergies = "Tree nuts: adrenaline pen in the bag"
        world.pupils[0].save()
        for role in (Role.HEAD, Role.OFFICE, Role.TEACHER):
            world.by(role)
        _add_people(world)
        _add_marks(world)
    return world


def _add_people(world: World) -> None:
    since = {"school": world.school, "starts_on": dt.date(2026, 9, 2)}
    for index in range(5):
        adult = Adult.objects.create(
            school=world.school,
            first_name=f"Adult {index}",
            last_name="Marsh",
            email=f"adult.number.{index}.of.marsh@home.example",
            address="172 Upper Old Ropewalk Terrace\nEastmarch",
            postcode="ZZ9 9QP",
            language="Punjabi",
            needs_interpreter=True,
        )
        PhoneNumber.objects.create(
            school=world.school, adult=adult, number=f"+44770090012{index}"
        )
        Contact.objects.create(
            pupil=world.pupils[0],
            adult=adult,
            relationship="Grandmother",
            priority=index + 1,
            channels=[] if index == 1 else ["phone", "post"],
            restriction="Prohibited steps order: see the document",
            **since,
        )
    for kind in FLAGS[:12]:
        Flag.objects.create(
            pupil=world.pupils[0],
            kind=kind.key,
            worker_name="Mei Odunsi",
            worker_contact="mei.odunsi@authority.example",
            owner=world.by(Role.HEAD),
            review_on=dt.date(2027, 1, 5),
            **since,
        )


def _add_marks(world: World) -> None:
    slots = [
        Slot.from_number(number)
        for number in calendar_of(world.school).registered_numbers
        if dt.date(2026, 9, 2) <= Slot.from_number(number).day < FRIDAY
    ]
    for index, slot in enumerate(slots):
        enter(world, slot, "N" if index % 3 else ("/", "\\")[slot.session], 0)
        if index % 3:
            enter(world, slot, "O", 1)


def enter(world: World, slot: Slot, code: str, version: int) -> None:
    outcome = record_marks(
        school=world.school,
        slot=slot,
        entries=[
            Entry(
                enrolment_id=world.enrolments[0].pk,
                code=code,
                version=version,
                reason="No reason given after five attempts to reach home",
            )
        ],
        by=world.by(Role.OFFICE),
        now=at_local(slot.day, dt.time(14, 0)),
    )
    assert outcome.is_clean, outcome.refused


def at(site, name, world, **kwargs):
    return site.url(name, school=world.school.slug, **kwargs)


def test_the_page_prints_on_two_sides_and_without_the_upn(site, world, signed_in):
    page = signed_in(
        world.by(Role.HEAD), at(site, "pupil", world, pupil=world.pupils[0].pk)
    )
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(pikepdf.open(io.BytesIO(paper)).pages) == 2
    expect(page.get_by_text("H801200001001")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("H801200001001")).to_be_hidden()
    expect(page.get_by_text("never give it to a family")).to_be_visible()


@pytest.mark.parametrize(
    "name",
    [
        "pupil",
        "pupil-edit",
        "contacts",
        "contact-add",
        "flags",
        "flag-add",
        "pupil-roll",
        "pupils",
        "pupil-add",
        "identities",
        "access-log",
        "search",
    ],
)
@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    site, world, signed_in, axe, name, size
):
    whole = {"pupils", "pupil-add", "identities", "access-log", "search"}
    more = {} if name in whole else {"pupil": world.pupils[0].pk}
    query = "?q=ada" if name == "search" else ""
    options = {"viewport": PHONE} if size == "phone" else {}
    page = signed_in(
        world.by(Role.HEAD), at(site, name, world, **more) + query, **options
    )
    assert axe(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_errors_are_read_out_beside_their_fields(site, world, signed_in, axe):
    page = signed_in(
        world.by(Role.OFFICE),
        at(site, "contact-add", world, pupil=world.pupils[1].pk),
    )
    page.get_by_label("First name").fill("Joan")
    page.get_by_label("Telephone", exact=False).first.fill("ring the neighbour")
    page.get_by_role("button", name="Save").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Enter last name.")
    summary.get_by_role("link", name="Telephone must be").click()
    expect(page.locator(":focus")).to_have_value("ring the neighbour")
    assert axe(page) == []


def test_a_pupil_is_found_from_anywhere_by_keys_alone(site, world, signed_in):
    wanted = world.pupils[2]
    page = signed_in(world.by(Role.TEACHER), at(site, "pupils", world))
    page.keyboard.press("Control+k")
    page.keyboard.type(wanted.last_name[-4:])
    page.get_by_role("option", name=wanted.last_name).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    address = reverse("pupil", kwargs={"school": world.school.slug, "pupil": wanted.pk})
    page.wait_for_url(site.origin + address)


def test_a_cell_of_the_year_opens_to_the_history_of_its_mark(site, world, signed_in):
    page = signed_in(
        world.by(Role.HEAD), at(site, "pupil", world, pupil=world.pupils[0].pk)
    )
    page.get_by_role("link", name="Thu 19 Nov AM:").first.click()
    page.wait_for_url("**/marks/**")
    reason = page.get_by_text("No reason given after five attempts")
    expect(reason.first).to_be_visible()


def test_a_record_is_changed_without_scripts(site, world, signed_in):
    pupil = world.pupils[3]
    page = signed_in(
        world.by(Role.OFFICE),
        at(site, "pupil-edit", world, pupil=pupil.pk),
        java_script_enabled=False,
    )
    page.get_by_label("Known as").fill("Addie")
    page.get_by_role("button", name="Save").click()
    heading = page.get_by_role("heading", name=f"Addie {pupil.last_name}")
    expect(heading).to_be_visible()
    with transaction.atomic():
        set_scope([world.school.pk])
        pupil.refresh_from_db()
    assert pupil.known_as == "Addie"


def test_the_history_of_a_session_of_two_is_the_right_one(site, world, signed_in):
    """Morning and afternoon of a day are two cells with two addresses."""
    page = signed_in(
        world.by(Role.HEAD), at(site, "pupil", world, pupil=world.pupils[0].pk)
    )
    for session in Session:
        link = page.get_by_role("link", name=f"Thu 19 Nov {session.label}:").first
        address = re.compile(f"/2026-11-19/{session.name.lower()}/$")
        expect(link).to_have_attribute("href", address)

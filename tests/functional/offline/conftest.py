"""A class with its teacher, and a wire between their browser and the site."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Page

from schools.models import Membership, Person
from tests.functional.conftest import SignedIn, Site
from tests.functional.offline.classes import (
    OPEN,
    hire_teacher,
    make_class,
    register_url,
    sign_in_as,
)
from tests.functional.offline.registers import Register
from tests.functional.offline.wire import Wire
from tests.worlds import World


@pytest.fixture
def world(site: Site) -> World:
    """Make a class of six at 08:52, with its register open."""
    site.clock(OPEN)
    with transaction.atomic():
        return make_class()


@pytest.fixture
def teacher(world: World) -> Membership:
    """Hire the one who takes their register."""
    return hire_teacher(world)


@pytest.fixture
def wire(site: Site) -> Iterator[Wire]:
    """Lay a wire to the site that a test can cut."""
    wire = Wire(site.origin)
    yield wire
    wire.close()


@pytest.fixture
def register(
    site: Site, signed_in: SignedIn, world: World, teacher: Membership, wire: Wire
) -> Register:
    """Open the register over the wire, with everything kept on the device."""
    page = signed_in(teacher)
    page.goto(wire.through(register_url(site, world)))
    opened = Register(page)
    opened.wait_until_kept()
    return opened


@pytest.fixture
def sign_in(site: Site) -> Callable[[Page, Person], None]:
    """Let somebody else sign in in the browser of a page."""

    def change(page: Page, person: Person) -> None:
        sign_in_as(site, person, page.context)

    return change

"""Contacts of a pupil: how many there must be, and what restricts reaching them."""

import datetime as dt
import io

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.clock import at_local
from schools.models import Contact, PhoneNumber, PupilChange
from schools.states import Role
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db

NOON = at_local(dt.date(2026, 11, 20), dt.time(12, 0))
EVERY_WAY = ["phone", "text", "email", "post"]


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world() -> World:
    make_world()  # a second school, whose rows must never appear
    return make_world().scope()


def call(client, world, name, role=Role.OFFICE, data=None, query=None, **kwargs):
    client.force_login(world.by(role).person)
    kwargs.setdefault("pupil", world.pupils[0].pk)
    address = reverse(name, kwargs={"school": world.school.slug, **kwargs})
    if data is None:
        response = client.get(address, query)
    else:
        response = client.post(address, data, follow=True)
    world.scope()
    return response


def text(response):
    return response.content.decode()


def adult(**changed):
    return {
        "first_name": "Joan",
        "last_name": "Marsh",
        "relationship": "Mother",
        "number_1": "07700 900123",
        "label_1": "Mobile",
        "channels": EVERY_WAY,
        "language": "English",
        **changed,
    }


def add(client, world, **changed):
    response = call(client, world, "contact-add", data=adult(**changed))
    return response, Contact.objects.order_by("pk").last()


def test_a_number_is_kept_in_international_form_however_it_is_typed(client, world):
    add(client, world, number_1="(0113) 496-0123", number_2="+33 1 23 45 67 89")
    numbers = list(PhoneNumber.objects.values_list("number", "order"))
    assert numbers == [("+441134960123", 1), ("+33123456789", 2)]


@pytest.mark.parametrize("typed", ["0770", "ring the neighbour", "07700 9001234567"])
def test_what_is_no_number_is_refused_beside_its_field(client, world, typed):
    response, contact = add(client, world, number_1=typed)
    assert "Telephone must be a telephone number, like 07700 900123" in text(response)
    assert f'value="{typed}"' in text(response)
    assert contact is None


def test_a_list_below_the_minimum_says_so(client, world):
    add(client, world)
    html = text(call(client, world, "contacts"))
    assert "Only one person can be telephoned for this pupil" in html


def test_ending_a_contact_below_the_minimum_is_refused_with_the_way_out(client, world):
    add(client, world)
    _, second = add(client, world, first_name="Ken", number_1="07700 900124")
    html = text(call(client, world, "contact-end", data={}, contact=second.pk))
    assert "Ken Marsh stays. Each pupil here has at least 2 people" in html
    assert "take away every way of reaching them instead" in html
    assert Contact.objects.filter(ends_on=None).count() == 2


def test_ending_one_more_than_the_minimum_is_done(client, world):
    for index in range(3):
        add(client, world, first_name=f"A{index}", number_1=f"07700 90012{index}")
    Contact.objects.update(starts_on=dt.date(2026, 9, 2))
    last = Contact.objects.latest("pk")
    call(client, world, "contact-end", data={}, contact=last.pk)
    last.refresh_from_db()
    assert last.ends_on == dt.date(2026, 11, 20)
    assert "A2 Marsh" in text(call(client, world, "contacts"))


def test_the_last_needed_number_may_not_be_deleted(client, world):
    add(client, world)
    _, second = add(client, world, first_name="Ken", number_1="07700 900124")
    response = call(
        client,
        world,
        "contact-edit",
        data=adult(first_name="Ken", number_1=""),
        contact=second.pk,
    )
    assert "Each pupil here has at least 2 people" in text(response)
    assert PhoneNumber.objects.count() == 2


def test_to_stop_all_contact_is_always_possible(client, world):
    add(client, world)
    _, second = add(client, world, first_name="Ken", number_1="07700 900124")
    data = adult(first_name="Ken", number_1="07700 900124", channels=[])
    call(client, world, "contact-edit", data=data, contact=second.pk)
    second.refresh_from_db()
    assert second.channels == []


def test_a_contact_is_put_one_place_up(client, world):
    _, first = add(client, world)
    _, second = add(client, world, first_name="Ken", number_1="07700 900124")
    call(client, world, "contact-earlier", data={}, contact=second.pk)
    order = list(Contact.objects.order_by("priority").values_list("pk", flat=True))
    assert order == [second.pk, first.pk]


def test_a_change_is_kept_by_name_and_never_by_value(client, world):
    _, contact = add(client, world)
    data = adult(address="4 Quiet Lane", postcode="b11aa")
    call(client, world, "contact-edit", data=data, contact=contact.pk)
    contact.refresh_from_db()
    assert contact.adult.postcode == "B1 1AA"
    words = PupilChange.objects.latest("pk").words
    assert words == "Joan Marsh: changed address and postcode"


def test_a_confidential_address_is_kept_and_not_shown_to_the_office(client, world):
    _, contact = add(
        client,
        world,
        address="4 Quiet Lane",
        postcode="B1 1AA",
        address_is_confidential="on",
    )
    office = text(call(client, world, "contact-edit", contact=contact.pk))
    assert "Quiet Lane" not in office
    lead = text(
        call(client, world, "contact-edit", Role.SAFEGUARDING, contact=contact.pk)
    )
    assert "Quiet Lane" in lead
    data = adult(title="Mrs", address="", postcode="", address_is_confidential="on")
    call(client, world, "contact-edit", data=data, contact=contact.pk)
    contact.adult.refresh_from_db()
    assert (contact.adult.title, contact.adult.address) == ("Mrs", "4 Quiet Lane")


def test_a_pupil_at_a_confidential_address_has_none_on_the_page(client, world):
    pupil = world.pupils[0]
    pupil.address = "4 Quiet Lane"
    pupil.save()
    add(client, world, lives_with_pupil="on", address_is_confidential="on")
    for name in ("pupil", "pupil-edit"):
        assert "Quiet Lane" not in text(call(client, world, name))


def test_an_adult_of_a_sibling_is_taken_with_name_and_numbers(client, world):
    _, contact = add(client, world, lives_with_pupil="on")
    brother = world.pupils[1]
    number = brother.admission_number
    call(client, world, "pupil-family", data={"other": number})
    query = {"adult": contact.adult_id}
    html = text(call(client, world, "contact-add", pupil=brother.pk, query=query))
    assert 'value="Marsh"' in html
    client.force_login(world.by(Role.OFFICE).person)
    address = reverse(
        "contact-add", kwargs={"school": world.school.slug, "pupil": brother.pk}
    )
    client.post(f"{address}?adult={contact.adult_id}", adult())
    world.scope()
    assert Contact.objects.get(pupil=brother).adult_id == contact.adult_id


def pdf() -> bytes:
    made = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(made)
    return made.getvalue()


def test_a_court_order_is_kept_and_given_to_those_who_obey_it(client, world):
    order = SimpleUploadedFile("order of 3 May.pdf", pdf())
    _, contact = add(
        client,
        world,
        court_order=order,
        court_order_ends_on_0="31",
        court_order_ends_on_1="3",
        court_order_ends_on_2="2027",
    )
    assert contact.court_order.name.startswith(f"{world.school.pk}/court-orders/")
    assert contact.court_order_ends_on == dt.date(2027, 3, 31)
    response = call(client, world, "court-order", contact=contact.pk)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Cache-Control"] == "private, no-store"
    teacher = call(client, world, "court-order", Role.TEACHER, contact=contact.pk)
    assert teacher.status_code == 403


@pytest.mark.parametrize(
    "content", [b"MZ an executable", b"%PDF-1.7 and no more", b"<html>"]
)
def test_what_is_no_document_is_refused_whatever_its_name(client, world, content):
    upload = SimpleUploadedFile("order.pdf", content)
    response, contact = add(client, world, court_order=upload)
    assert "Choose the document as a PDF, JPEG or PNG file." in text(response)
    assert contact is None


def test_a_contact_of_another_pupil_is_not_found_under_this_one(client, world):
    _, contact = add(client, world)
    response = call(
        client, world, "contact-edit", pupil=world.pupils[1].pk, contact=contact.pk
    )
    assert response.status_code == 404

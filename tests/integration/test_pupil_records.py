"""What may be changed of a pupil's record, by whom, and what is kept of the change."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from PIL import Image

from core.clock import at_local
from core.tenancy import set_scope
from schools.models import (
    Enrolment,
    Flag,
    IdentityLink,
    IdentityMerge,
    Placement,
    Pupil,
    PupilChange,
    RegistrationGroup,
    StaffRelative,
    Upn,
)
from schools.states import Role
from tests.worlds import World, make_pupil, make_world

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 20)
NOON = at_local(FRIDAY, dt.time(12, 0))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world() -> World:
    make_world()  # a second school, whose rows must never appear
    return make_world().scope()


def call(client, world, name, role=Role.OFFICE, data=None, **kwargs):
    """Open a page about the first pupil, or send its form, as somebody of a role."""
    client.force_login(world.by(role).person)
    if name not in {"pupil-add", "identities", "identity-undo", "access-log"}:
        kwargs.setdefault("pupil", world.pupils[0].pk)
    address = reverse(name, kwargs={"school": world.school.slug, **kwargs})
    response = client.get(address) if data is None else client.post(address, data)
    world.scope()
    return response


def text(response):
    return response.content.decode()


def record(pupil, **changed):
    born = pupil.date_of_birth
    return {
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "known_as": "",
        "date_of_birth_0": born.day,
        "date_of_birth_1": born.month,
        "date_of_birth_2": born.year,
        "sex": "F",
        "sen_status": "N",
        "first_language": "English",
        **changed,
    }


def picture(kind="PNG", size=(900, 600)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind)
    return made.getvalue()


# The record -------------------------------------------------------------------


def test_a_record_is_saved_and_the_change_kept_by_name_and_not_by_value(client, world):
    pupil = world.pupils[0]
    response = call(
        client, world, "pupil-edit", data=record(pupil, allergies="Peanuts")
    )
    assert response.status_code == 302
    pupil.refresh_from_db()
    assert pupil.allergies == "Peanuts"
    change = PupilChange.objects.get()
    assert (change.words, change.changed_by) == (
        "Changed allergies",
        world.by(Role.OFFICE),
    )


def test_an_error_stands_beside_its_field_and_what_was_typed_is_kept(client, world):
    answers = record(world.pupils[0], known_as="Addie", date_of_birth_2="2031")
    html = text(call(client, world, "pupil-edit", data=answers))
    assert "Date of birth must be in the past." in html
    assert 'value="Addie"' in html
    assert 'href="#id_date_of_birth_0"' in html
    assert not PupilChange.objects.exists()


def test_saving_a_pupil_with_too_few_contacts_warns(client, world):
    client.force_login(world.by(Role.OFFICE).person)
    address = reverse(
        "pupil-edit",
        kwargs={"school": world.school.slug, "pupil": world.pupils[0].pk},
    )
    answers = record(world.pupils[0], known_as="Addie")
    html = text(client.post(address, answers, follow=True))
    assert "Nobody can be telephoned for this pupil; the school asks for 2." in html


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PASTORAL, Role.GOVERNOR])
@pytest.mark.parametrize("name", ["pupil-edit", "contacts", "flags", "pupil-roll"])
def test_whoever_may_not_edit_is_told_who_may(client, world, role, name):
    response = call(client, world, name, role)
    assert response.status_code == 403
    assert "You may not edit pupils and contacts here" in text(response)


@pytest.mark.parametrize("name", ["pupil-edit", "contacts", "flags", "pupil-roll"])
def test_staff_have_no_casework_on_their_own_relatives(client, world, name):
    StaffRelative.objects.create(
        school=world.school,
        person=world.by(Role.OFFICE).person,
        pupil=world.pupils[0],
        relation="Daughter",
    )
    response = call(client, world, name)
    assert response.status_code == 403
    assert "family of yours (daughter)" in text(response)
    assert call(client, world, name, Role.HEAD).status_code == 200


def test_family_on_the_staff_is_named_and_taken_back_by_a_colleague(client, world):
    officer = world.by(Role.OFFICER)
    data = {"staff": officer.pk, "relation": "Nephew"}
    assert call(client, world, "pupil-relatives", data=data).status_code == 302
    assert call(client, world, "contacts", Role.OFFICER).status_code == 403
    relative = StaffRelative.objects.get()
    own = {"remove": relative.pk}
    refused = call(client, world, "pupil-relatives", Role.OFFICER, own)
    assert refused.status_code == 403
    call(client, world, "pupil-relatives", data=own)
    assert call(client, world, "contacts", Role.OFFICER).status_code == 200


PAGES: list[tuple[str, dict[str, int]]] = [
    ("pupil", {}),
    ("pupil-edit", {}),
    ("contacts", {}),
    ("contact-add", {}),
    ("flags", {}),
    ("flag-add", {}),
    ("pupil-roll", {}),
    ("pupil-photo", {}),
]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_a_stranger_finds_no_address_of_a_pupil(client, world, name, more):
    other = make_world()
    stranger = other.by(Role.HEAD).person
    world.scope()
    client.force_login(stranger)
    address = reverse(
        name, kwargs={"school": world.school.slug, "pupil": world.pupils[0].pk, **more}
    )
    assert client.get(address).status_code == 404
    # Nor under the stranger's own school.
    address = reverse(
        name, kwargs={"school": other.school.slug, "pupil": world.pupils[0].pk, **more}
    )
    assert client.get(address).status_code == 404


# Photographs ------------------------------------------------------------------


def upload(client, world, content, name="face.png"):
    data = {"photograph": SimpleUploadedFile(name, content)}
    return call(client, world, "pupil-photo-change", data=data)


def test_a_photograph_is_made_small_and_served_to_those_who_may_see(client, world):
    assert upload(client, world, picture()).status_code == 302
    pupil = Pupil.objects.get(pk=world.pupils[0].pk)
    folder = f"{world.school.pk}/photographs/"
    assert str(pupil.photograph.name).startswith(folder)
    response = call(client, world, "pupil-photo", Role.TEACHER)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-cache"
    with Image.open(io.BytesIO(b"".join(response.streaming_content))) as kept:
        assert kept.size == (480, 320)
    assert call(client, world, "pupil-photo", Role.GOVERNOR).status_code == 403


def test_nothing_but_the_picture_is_kept(client, world):
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at 4 Quiet Lane"
    Image.new("RGB", (50, 50)).save(made, "JPEG", exif=exif)
    upload(client, world, made.getvalue() + b"<script>alert(1)</script>")
    with Pupil.objects.get(pk=world.pupils[0].pk).photograph.open() as file:
        kept = file.read()
    assert b"Quiet Lane" not in kept
    assert b"script" not in kept


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"]
)
def test_what_is_no_photograph_is_refused_whatever_its_name(client, world, content):
    html = text(upload(client, world, content, "face.jpg"))
    assert "Choose a photograph: a JPEG, PNG or WebP file." in html
    assert not Pupil.objects.get(pk=world.pupils[0].pk).photograph


# UPN and family ---------------------------------------------------------------


def test_a_temporary_upn_is_replaced_and_kept_as_a_former_one(client, world):
    call(client, world, "pupil-upn", data={"upn": "L80120002500A"})
    response = call(client, world, "pupil-upn", data={"upn": "h801 2000 01001"})
    assert response.status_code == 302
    numbers = list(Upn.objects.values_list("upn", "ends_on"))
    assert ("H801200001001", None) in numbers


def test_a_upn_whose_letter_is_wrong_is_refused(client, world):
    html = text(call(client, world, "pupil-upn", data={"upn": "A801200001001"}))
    assert "The first letter does not fit the digits" in html
    assert not Upn.objects.exists()


def test_a_upn_of_another_child_is_refused_and_says_where_to_settle_it(client, world):
    call(
        client,
        world,
        "pupil-upn",
        data={"upn": "H801200001001"},
        pupil=world.pupils[1].pk,
    )
    html = text(call(client, world, "pupil-upn", data={"upn": "H801200001001"}))
    assert "Another record has this UPN" in html


def test_brothers_and_sisters_are_linked_and_unlinked(client, world):
    number = world.pupils[1].admission_number
    call(client, world, "pupil-family", data={"other": number})
    assert IdentityLink.objects.count() == 1
    call(client, world, "pupil-family", data={"remove": world.pupils[1].pk})
    assert not IdentityLink.objects.exists()
    html = text(call(client, world, "pupil-family", data={"other": "Z9"}))
    assert "No pupil here has this admission number." in html


# The roll ---------------------------------------------------------------------


def joiner(**changed):
    return {
        "first_name": "Nia",
        "last_name": "Frost",
        "date_of_birth_0": "3",
        "date_of_birth_1": "10",
        "date_of_birth_2": "2017",
        "sex": "F",
        "sen_status": "N",
        "first_language": "English",
        "starts_on": "2026-11-23",
        "year_group": "4",
        **changed,
    }


def test_a_joiner_is_on_the_roll_from_the_first_day_with_the_next_number(client, world):
    Pupil.objects.filter(pk=world.pupils[0].pk).update(admission_number="0417")
    data = joiner(group=world.group.pk, upn="H801200001001")
    response = call(client, world, "pupil-add", data=data)
    nia = Pupil.objects.get(first_name="Nia")
    assert response.url.endswith(f"/pupils/{nia.pk}/contacts/add/")
    assert nia.admission_number == "0418"
    placement = Placement.objects.get(enrolment__pupil=nia)
    assert (placement.group, placement.year_group, placement.starts_on) == (
        world.group,
        4,
        dt.date(2026, 11, 23),
    )


def test_a_child_known_elsewhere_by_the_upn_stays_one_identity(client, world):
    other = make_world()
    call(client, other, "pupil-upn", data={"upn": "H801200001001"})
    world.scope()
    call(client, world, "pupil-add", data=joiner(upn="H801200001001"))
    nia = Pupil.objects.get(first_name="Nia")
    assert nia.identity_id == other.pupils[0].identity_id


def test_a_second_record_of_what_looks_like_one_child_is_asked_about(client, world):
    call(client, world, "pupil-add", data=joiner())
    html = text(call(client, world, "pupil-add", data=joiner()))
    assert "has the same name and date of birth" in html
    assert Pupil.objects.filter(first_name="Nia").count() == 1
    call(client, world, "pupil-add", data=joiner(is_another="on"))
    assert Pupil.objects.filter(first_name="Nia").count() == 2


def test_a_move_keeps_the_days_before_as_they_were(client, world):
    group = RegistrationGroup.objects.create(
        school=world.school, name="4C", starts_on=dt.date(2026, 9, 2)
    )
    data = {
        "act": "move",
        "starts_on": "2026-11-23",
        "year_group": "4",
        "group": group.pk,
    }
    assert call(client, world, "pupil-roll", data=data).status_code == 302
    rows = Placement.objects.filter(enrolment=world.enrolments[0]).order_by("starts_on")
    assert [(row.group.name, row.ends_on) for row in rows] == [
        ("4B", dt.date(2026, 11, 23)),
        ("4C", None),
    ]
    html = text(
        call(client, world, "pupil-roll", data={**data, "starts_on": "2026-11-20"})
    )
    assert "A later change, from 23 November 2026, stands already." in html


def test_a_leaver_leaves_with_a_reason_and_may_come_back(client, world):
    leave = {"act": "leave", "last_day": "2026-11-19", "reason": "Moved to Leeds"}
    call(client, world, "pupil-roll", data=leave)
    enrolment = Enrolment.objects.get(pk=world.enrolments[0].pk)
    assert enrolment.ends_on == FRIDAY
    assert Placement.objects.get(enrolment=enrolment).ends_on == FRIDAY
    assert "Moved to Leeds" in text(call(client, world, "pupil-roll"))
    join = {
        "act": "join",
        "starts_on": "2026-11-30",
        "year_group": "4",
        "group": world.group.pk,
    }
    call(client, world, "pupil-roll", data=join)
    assert Enrolment.objects.filter(pupil=world.pupils[0]).count() == 2


# Flags ------------------------------------------------------------------------


def test_a_flag_is_added_reviewed_and_ended_and_never_deleted(client, world):
    call(
        client,
        world,
        "flag-add",
        data={"kind": "young_carer", "starts_on": "2026-11-20", "note": "Mother ill"},
    )
    flag = Flag.objects.get()
    call(client, world, "flag-edit", data={"note": "Settled"}, flag=flag.pk)
    call(client, world, "flag-end", data={"last_day": "2026-11-20"}, flag=flag.pk)
    flag.refresh_from_db()
    assert (flag.note, flag.ends_on) == ("Settled", dt.date(2026, 11, 21))
    with pytest.raises(DatabaseError), transaction.atomic():
        flag.delete()


def test_one_flag_of_a_kind_at_a_time(client, world):
    data = {"kind": "young_carer", "starts_on": "2026-11-20"}
    call(client, world, "flag-add", data=data)
    html = text(call(client, world, "flag-add", data=data))
    assert "is flagged already" in html
    assert Flag.objects.count() == 1


def test_the_office_can_neither_see_nor_set_a_safeguarding_flag(client, world):
    data = {"kind": "child_protection", "starts_on": "2026-11-20"}
    html = text(call(client, world, "flag-add", data=data))
    assert "child_protection is not one of the available choices" in html
    call(client, world, "flag-add", Role.SAFEGUARDING, data=data)
    flag = Flag.objects.get()
    assert "Child protection plan" not in text(call(client, world, "flags"))
    assert call(client, world, "flag-edit", flag=flag.pk).status_code == 404


# One child, two records -------------------------------------------------------


@pytest.fixture
def twice_known(world):
    """Make one child known to two schools by two identities."""
    other = make_world()
    there, _ = make_pupil(other.school, first_name="Nia", last_name="Frost")
    world.scope()
    here, _ = make_pupil(world.school, first_name="Nia", last_name="Frost")
    return here, there


def test_two_records_of_one_child_are_found_merged_and_taken_apart(
    client, world, twice_known
):
    here, there = twice_known
    html = text(call(client, world, "identities", Role.HEAD))
    assert "same names and date of birth" in html
    before = there.identity_id
    data = {"pupil": here.pk, "identity": before, "reason": "Mother brought letters"}
    assert call(client, world, "identities", Role.HEAD, data).status_code == 302
    set_scope([there.school_id])
    there.refresh_from_db()
    assert there.identity_id == here.identity_id
    world.scope()
    merge = IdentityMerge.objects.get()
    assert merge.merged_by == world.by(Role.HEAD)
    call(client, world, "identity-undo", Role.HEAD, {}, merge=merge.pk)
    set_scope([there.school_id])
    there.refresh_from_db()
    assert there.identity_id == before
    world.scope()
    merge.refresh_from_db()
    assert merge.undone_by == world.by(Role.HEAD)


def test_identities_that_are_not_alike_cannot_be_merged(client, world, twice_known):
    _, there = twice_known
    data = {
        "pupil": world.pupils[0].pk,
        "identity": there.identity_id,
        "reason": "A guess",
    }
    html = text(call(client, world, "identities", Role.HEAD, data))
    assert "no longer alike" in html
    assert not IdentityMerge.objects.exists()


def test_the_office_does_not_merge(client, world):
    assert call(client, world, "identities", Role.OFFICE).status_code == 403


# The log of openings ----------------------------------------------------------


def test_the_head_reads_who_opened_what_and_narrows_it(client, world):
    call(client, world, "pupil", Role.TEACHER)
    call(client, world, "contacts", Role.OFFICE)
    html = text(call(client, world, "access-log", Role.HEAD))
    assert "2 openings" in html
    client.force_login(world.by(Role.HEAD).person)
    address = reverse("access-log", kwargs={"school": world.school.slug})
    teacher = world.by(Role.TEACHER).pk
    assert "1 opening" in text(client.get(address, {"person": teacher}))
    assert "No opening is like that." in text(
        client.get(address, {"day": "2026-11-19"})
    )
    assert "2 openings" in text(client.get(address, {"day": "2026-11-20"}))


def test_the_log_is_not_for_the_office(client, world):
    assert call(client, world, "access-log", Role.OFFICE).status_code == 403


def test_changes_of_a_record_only_grow(client, world):
    call(client, world, "pupil-edit", data=record(world.pupils[0], known_as="Addie"))
    for statement in ("update {} set words = 'x'", "delete from {}"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format("schools_pupilchange"))

"""Files of pupils, schools and marks: shown first, applied whole, never twice."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from core import clock
from register.models import Mark
from schools.models import (
    Adult,
    Affiliation,
    Body,
    Contact,
    Enrolment,
    Import,
    Placement,
    Pupil,
)
from schools.rules.importing.columns import guess
from schools.rules.importing.pupils import COLUMNS
from schools.states import BodyKind, Role
from schools.tasks import read_file
from tests.worlds import hire, make_pupil, make_world

pytestmark = pytest.mark.django_db

HEADING = (
    "Adno,UPN,Forename,Surname,DOB,Gender,Year,Reg group,Date of admission,"
    "Contact 1 first name,Contact 1 last name,Contact 1 mobile,"
    "Contact 1 parental responsibility\r\n"
)
ADA = "901,,Ada,Cole,03/10/2017,F,4,4B,05/09/2022,Jo,Cole,07700 900123,yes\r\n"
BEN = "902,,Ben,Cole,11/01/2020,M,2,2K,05/09/2024,Jo,Cole,07700 900123,yes\r\n"


@pytest.fixture
def world():
    return make_world().scope()


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.by(Role.HEAD).person)
    return client


def send(client, world, content, kind="pupils"):
    """Send a file as the page does; return its address, or None with the answer."""
    if isinstance(content, str):
        content = content.encode()
    upload = SimpleUploadedFile("pupils.csv", content, content_type="text/csv")
    answer = client.post(
        reverse("school-imports", args=[world.school.slug]),
        {"kind": kind, "file": upload},
    )
    world.scope()
    return answer


def preview(client, world, content, kind="pupils"):
    answer = send(client, world, content, kind)
    assert answer.status_code == 302, answer.content.decode()
    file = Import.objects.order_by("-pk").first()
    assert file is not None
    read_file(world.school.pk, file.pk)
    world.scope()
    file.refresh_from_db()
    return file


def apply(client, world, file):
    client.post(reverse("school-import-apply", args=[world.school.slug, file.pk]))
    read_file(world.school.pk, file.pk)
    world.scope()
    file.refresh_from_db()
    return file


def test_a_preview_counts_and_writes_nothing(client, world):
    before = Pupil.objects.count()
    file = preview(client, world, HEADING + ADA + BEN)
    assert file.state == Import.State.PREVIEW, file.problems
    assert file.counts["new"] == 2
    assert file.counts["new classes"] == 1
    assert Pupil.objects.count() == before
    page = client.get(reverse("school-import", args=[world.school.slug, file.pk]))
    assert "Ada Cole joins on 5 Sep 2022" in page.content.decode()


def test_pupils_are_brought_with_places_and_one_adult_for_both(client, world):
    file = apply(client, world, preview(client, world, HEADING + ADA + BEN))
    assert file.state == Import.State.APPLIED, file.problems
    assert file.content is None
    ada = Pupil.objects.get(admission_number="901")
    ben = Pupil.objects.get(admission_number="902")
    (adult,) = Adult.objects.filter(last_name="Cole")
    assert {c.adult_id for c in Contact.objects.filter(pupil__in=[ada, ben])} == {
        adult.pk
    }
    assert adult.numbers.get().number == "+447700900123"
    today = clock.today()
    place = Placement.objects.on(today).get(enrolment__pupil=ada)
    assert (place.group_id, place.year_group) == (world.group.pk, 4)
    earlier = Placement.objects.on(dt.date(2024, 1, 8)).get(enrolment__pupil=ada)
    assert (earlier.group_id, earlier.year_group) == (None, 1)


def test_the_same_file_adds_nothing_twice(client, world):
    apply(client, world, preview(client, world, HEADING + ADA))
    answer = send(client, world, HEADING + ADA)
    assert answer.status_code == 422
    assert "This very file was applied" in answer.content.decode()
    again = preview(client, world, HEADING + ADA + "\r\n")
    assert again.counts["unchanged"] == 1
    assert "new" not in again.counts
    assert Pupil.objects.filter(admission_number="901").count() == 1


def test_a_changed_line_changes_what_it_names_and_keeps_the_rest(client, world):
    apply(client, world, preview(client, world, HEADING + ADA))
    other = ADA.replace("Ada,Cole", "Ada,Cole-Lind").replace("900123", "900124")
    file = apply(client, world, preview(client, world, HEADING + other))
    assert file.counts["changed"] == 1
    ada = Pupil.objects.get(admission_number="901")
    assert ada.last_name == "Cole-Lind"
    numbers = Contact.objects.get(pupil=ada).adult.numbers.values_list(
        "number", flat=True
    )
    assert set(numbers) == {"+447700900123", "+447700900124"}
    assert ada.changes.filter(words__contains="last name").exists()


def test_a_last_day_takes_the_pupil_off_the_roll(client, world):
    apply(client, world, preview(client, world, HEADING + ADA))
    heading = HEADING.replace("Date of admission", "Date of admission,Leaving date")
    line = ADA.replace("05/09/2022", "05/09/2022,13/11/2026")
    apply(client, world, preview(client, world, heading + line))
    enrolment = Enrolment.objects.get(pupil__admission_number="901")
    assert enrolment.ends_on == dt.date(2026, 11, 14)


def test_a_last_day_before_a_mark_is_refused_by_its_line(client, world):
    apply(client, world, preview(client, world, HEADING + ADA + BEN))
    marks = "Admission number,Date,Session,Code\n902,16/11/2026,AM,/\n"
    apply(client, world, preview(client, world, marks, "marks"))
    heading = HEADING.replace("Date of admission", "Date of admission,Leaving date")
    stays = ADA.replace("05/09/2022", "05/09/2022,")
    leaves = BEN.replace("05/09/2024", "05/09/2024,13/11/2026")
    file = apply(client, world, preview(client, world, heading + stays + leaves))
    assert file.state == Import.State.REFUSED
    assert [problem["line"] for problem in file.problems] == [3]
    assert Enrolment.objects.get(pupil__admission_number="902").ends_on is None


def test_a_bad_line_stops_the_whole_file_and_is_listed(client, world):
    before = Pupil.objects.count()
    bad = BEN.replace("11/01/2020", "31/02/2020")
    file = preview(client, world, HEADING + ADA + bad)
    assert file.state == Import.State.REFUSED
    assert [(p["line"], p["column"]) for p in file.problems] == [(3, "DOB")]
    client.post(reverse("school-import-apply", args=[world.school.slug, file.pk]))
    read_file(world.school.pk, file.pk)
    world.scope()
    assert Pupil.objects.count() == before
    listed = client.get(
        reverse("school-import-problems", args=[world.school.slug, file.pk])
    )
    assert b"3,DOB" in listed.content


def test_a_number_on_two_lines_is_not_guessed(client, world):
    file = preview(client, world, HEADING + ADA + BEN.replace("902", "901"))
    assert file.state == Import.State.REFUSED
    assert [p["line"] for p in file.problems] == [2, 3]


def test_unknown_headings_are_asked_for_and_remembered(client, world):
    heading = HEADING.replace("Surname", "Family")
    answer = send(client, world, heading + ADA)
    file = Import.objects.get()
    page = client.get(answer["Location"], follow=True)
    assert "Which column holds what" in page.content.decode()
    guessed = guess(COLUMNS, heading.strip().split(","))
    chosen = {**guessed, "last_name": "Family"}
    client.post(
        reverse("school-import-columns", args=[world.school.slug, file.pk]), chosen
    )
    read_file(world.school.pk, file.pk)
    world.scope()
    file.refresh_from_db()
    assert file.state == Import.State.PREVIEW, file.problems
    second = preview(client, world, heading + BEN)
    assert second.state == Import.State.PREVIEW, "the choice was not offered again"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (HEADING.encode() + b'901,,"Ada', "never closed"),
        (HEADING.encode() + b"901,,Ada", "columns"),
        (HEADING.replace("UPN", "adno").encode() + ADA.encode(), "heading"),
        (HEADING.encode("utf-16-le") + ADA.encode("utf-16-le"), "not text"),
        (b"PK\x03\x04" + b"0" * 200, "workbook"),
        (b"x" * 100_000_000, "100 MB"),
    ],
    ids=["empty", "open quote", "cut off", "twice", "encoding", "workbook", "100 MB"],
)
def test_a_hostile_file_is_refused_and_not_kept(client, world, content, said):
    answer = send(client, world, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_a_formula_is_refused_by_line(client, world):
    file = preview(client, world, HEADING + ADA.replace("Ada", "=1+1"))
    assert file.state == Import.State.REFUSED
    assert file.problems[0]["line"] == 2


def test_a_file_that_is_given_up_is_forgotten(client, world):
    file = preview(client, world, HEADING + ADA)
    client.post(reverse("school-import-give-up", args=[world.school.slug, file.pk]))
    world.scope()
    file.refresh_from_db()
    assert (file.state, file.content) == (Import.State.GIVEN_UP, None)


MARKS = "Admission number,Date,Session,Code,Minutes late,Comment\n"


def test_marks_of_former_days_enter_the_register_under_the_sender_s_name(client, world):
    number = world.pupils[0].admission_number
    lines = f"{number},16/11/2026,AM,/,,\n{number},16/11/2026,PM,L,7,bus\n"
    file = apply(client, world, preview(client, world, MARKS + lines, "marks"))
    assert file.state == Import.State.APPLIED, file.problems
    marks = Mark.objects.filter(enrolment_id=world.enrolments[0].pk).order_by("slot")
    assert [(m.code, m.minutes_late, m.by_id) for m in marks] == [
        ("/", None, world.by(Role.HEAD).pk),
        ("L", 7, world.by(Role.HEAD).pk),
    ]


def test_a_file_of_marks_changes_no_mark(client, world):
    number = world.pupils[0].admission_number
    apply(
        client,
        world,
        preview(client, world, f"{MARKS}{number},16/11/2026,AM,/,,\n", "marks"),
    )
    other = preview(client, world, f"{MARKS}{number},16/11/2026,AM,I,,\n", "marks")
    assert other.state == Import.State.REFUSED
    assert "The register has / there" in other.problems[0]["sentence"]
    same = preview(client, world, f"{MARKS}{number},16/11/2026,AM,/,,x\n", "marks")
    assert same.counts["unchanged"] == 1


def test_unknown_codes_and_days_without_a_register_are_refused_by_line(client, world):
    number = world.pupils[0].admission_number
    lines = f"{number},16/11/2026,AM,QQ,,\n{number},15/11/2026,AM,/,,\nnone,16/11/2026,AM,/,,\n"
    file = preview(client, world, MARKS + lines, "marks")
    assert file.state == Import.State.REFUSED
    assert sorted(p["line"] for p in file.problems) == [2, 3, 4]
    assert not Mark.objects.exists()


def test_a_mark_that_a_rule_forbids_stops_the_file_when_it_is_applied(client, world):
    first, second = (p.admission_number for p in world.pupils[:2])
    lines = f"{first},16/11/2026,AM,/,,\n{second},16/11/2026,AM,K,,\n"
    file = apply(client, world, preview(client, world, MARKS + lines, "marks"))
    assert file.state == Import.State.REFUSED
    assert file.problems[0]["line"] == 3
    assert not Mark.objects.exists(), "half a file was written"


def test_schools_come_from_the_national_file_in_its_own_encoding():
    nation = Body.objects.get(kind=BodyKind.NATION)
    client = Client()
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('rollbook.bodies', %s, true)", [f"{{{nation.pk}}}"]
        )
    client.force_login(hire(nation, Role.ADMINISTRATOR).person)
    content = (
        '"URN","LA (code)","LA (name)","EstablishmentNumber","EstablishmentName",'
        '"TypeOfEstablishment (name)","EstablishmentTypeGroup (name)",'
        '"EstablishmentStatus (name)","PhaseOfEducation (name)","StatutoryLowAge",'
        '"StatutoryHighAge","OpenDate","Street","Town","Postcode"\r\n'
        '"199001","998","Made Up Borough","3402","Saint Zo\xeb\x92s Primary School",'
        '"Voluntary aided school","LA maintained schools","Open","Primary","3","11",'
        '"01-09-1998","Mill Lane","Oldtown","ZZ1 1ZZ"\r\n'
        '"199002","998","Made Up Borough","4000","Shut School","Community school",'
        '"LA maintained schools","Closed","Secondary","11","16","","","",""\r\n'
    ).encode("latin-1")
    upload = SimpleUploadedFile("edubasealldata.csv", content)
    address = reverse("nation-imports", args=[nation.slug])
    assert client.post(address, {"kind": "schools", "file": upload}).status_code == 302
    file = _file_of(nation)
    read_file(nation.pk, file.pk)
    file = _file_of(nation)
    assert file.state == Import.State.PREVIEW, file.problems
    assert file.counts["closed, left out"] == 1
    client.post(reverse("nation-import-apply", args=[nation.slug, file.pk]))
    read_file(nation.pk, file.pk)
    school = Body.objects.get(urn=199001)
    assert school.name == "Saint Zo\xeb\u2019s Primary School"
    assert (school.phase, school.lowest_age) == (Body.Phase.PRIMARY, 3)
    parent = Affiliation.objects.get(school=school).parent
    assert (parent.kind, parent.name) == (BodyKind.AUTHORITY, "Made Up Borough")
    assert not Body.objects.filter(urn=199002).exists()


def _file_of(body):
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('rollbook.bodies', %s, true)", [f"{{{body.pk}}}"]
        )
    return Import.objects.get(body=body)


def test_a_file_of_another_school_is_not_found(client, world):
    file = preview(client, world, HEADING + ADA)
    other = make_world()
    stranger = Client()
    stranger.force_login(other.by(Role.HEAD).person)
    page = stranger.get(reverse("school-import", args=[other.school.slug, file.pk]))
    assert page.status_code == 404
    page = stranger.get(reverse("school-import", args=[world.school.slug, file.pk]))
    assert page.status_code == 404


def test_a_teacher_may_not_send_files(world):
    client = Client()
    client.force_login(hire(world.school, Role.TEACHER, group=world.group).person)
    page = client.get(reverse("school-imports", args=[world.school.slug]))
    assert page.status_code == 403


def test_a_former_pupil_s_number_meets_the_record_that_the_school_has(client, world):
    pupil, _ = make_pupil(world.school, world.group)
    line = ADA.replace("901", pupil.admission_number)
    file = preview(client, world, HEADING + line)
    assert file.counts["changed"] == 1

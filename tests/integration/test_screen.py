"""A register on a screen that the class can see: what is hidden is not even sent."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from register.rules.entries import Entry
from register.services.marks import record_marks
from register.services.suggestions import Word, log_suggestion
from register.views.taking.asked import SCREEN
from schools.models import GroupTeacher
from schools.rules.sessions import Session, Slot
from schools.states import Role
from tests.mornings import mark
from tests.real_days import AM, FRIDAY, PM, at, codes, freeze_at, history
from tests.worlds import LONG_AGO, hire, make_world

pytestmark = pytest.mark.django_db
SECRETS = (
    "E",
    "Y5",
    "Suspended",
    "custody",
    "Mother telephoned",
    "A cold",
    "peanuts",
    "inhaler",
    "Fought in the yard",
)


@pytest.fixture
def world(monkeypatch):
    other = make_world(group="Another school 9Z").scope()
    world: Any = make_world().scope()
    world.other = other
    world.teacher = hire(world.school, Role.TEACHER, group=world.group)
    pupil = world.pupils[0]
    pupil.allergies, pupil.care_plan = "peanuts", "inhaler in the office"
    pupil.save()
    yesterday = Slot(FRIDAY - dt.timedelta(days=1), Session.AM)
    for slot, row, code in ((yesterday, 0, "Y5"), (AM, 1, "E")):
        record_marks(
            school=world.school,
            slot=slot,
            entries=[
                Entry(
                    enrolment_id=world.enrolments[row].pk,
                    code=code,
                    version=0,
                    note="Fought in the yard",
                )
            ],
            by=world.by(Role.HEAD),
            now=at(8, 52),
        )
    log_suggestion(
        school=world.school,
        enrolment=world.enrolments[2],
        word=Word(
            first=AM,
            last=PM,
            code="I",
            source="parent",
            words="Mother telephoned: A cold",
        ),
        by=world.by(Role.OFFICE),
        now=at(8),
    )
    freeze_at(monkeypatch, at(8, 55))
    return world


@pytest.fixture
def teacher(world, client):
    client.force_login(world.teacher.person)
    return client


def address(world, name="register", **more):
    where = {
        "school": world.school.slug,
        "group": world.group.pk,
        "day": FRIDAY.isoformat(),
        "session": "am",
    }
    return reverse(name, kwargs=where) + more.get("query", "")


def register_part(html: str) -> str:
    """Return what the register's own part of the page holds."""
    begun = html.index("data-register")
    return html[begun : html.index("</section>", begun)]


def told_of(html: str) -> set[str]:
    """Return which secrets a page tells, codes as a mark or a choice would hold them."""
    found = {word for word in SECRETS if len(word) > 2 and word in html}
    for code in ("E", "Y5"):
        ways = (f">{code}<", f'"{code}"', f"&#34;{code}&#34;", f"&quot;{code}&quot;")
        if any(way in html for way in ways):
            found.add(code)
    return found


def share(client, world, on="on"):
    sent = {"screen": on, "next": address(world)}
    return client.post(
        reverse("register-screen", kwargs={"school": world.school.slug}), sent
    )


def test_the_page_tells_a_class_nothing_and_its_teacher_everything(world, teacher):
    plain = register_part(teacher.get(address(world)).content.decode())
    assert {"E", "peanuts", "Mother telephoned", "Fought in the yard"} <= told_of(plain)
    assert share(teacher, world)["Location"] == address(world)
    shown = register_part(teacher.get(address(world)).content.decode())
    assert told_of(shown) == set()
    assert "data-screen" in shown
    assert world.pupils[0].last_name in shown
    assert shown.count('data-code="•"') == 1
    assert "Something is known" in shown
    assert "1 of 3 marked" in shown


def test_what_is_hidden_is_shown_once_when_asked_for_and_for_good_when_ended(
    world, teacher
):
    share(teacher, world)
    asked = teacher.get(address(world, query="?show")).content.decode()
    assert "peanuts" in register_part(asked)
    again = register_part(teacher.get(address(world)).content.decode())
    assert told_of(again) == set()
    share(teacher, world, "off")
    assert "peanuts" in teacher.get(address(world)).content.decode()


def test_the_script_and_the_device_are_told_no_more(world, teacher):
    share(teacher, world)
    state = teacher.get(address(world, "register-state")).json()
    assert [row["code"] for row in state["marks"]] == ["•"]
    device = reverse("register-device", kwargs={"school": world.school.slug})
    for kept in teacher.get(device).json()["registers"]:
        assert told_of(kept["html"]) == set()


def test_it_is_the_persons_own_choice_on_a_device(world, teacher):
    share(teacher, world)
    colleague = hire(world.school, Role.TEACHER)
    GroupTeacher.objects.create(
        school=world.school,
        group=world.group,
        membership=colleague,
        starts_on=LONG_AGO,
    )
    cookie = teacher.cookies[SCREEN].value
    assert cookie == str(world.teacher.person.pk)
    teacher.force_login(colleague.person)
    teacher.cookies[SCREEN] = cookie
    assert "peanuts" in teacher.get(address(world)).content.decode()


def test_nobody_is_marked_present_over_what_is_hidden(world, teacher):
    share(teacher, world)
    sent: dict[str, object] = {"act": "rest"}
    for row, version, was in (
        (world.enrolments[0], 0, ""),
        (world.enrolments[1], 1, "•"),
        (world.enrolments[2], 0, ""),
    ):
        key = row.pk
        sent |= {f"version-{key}": version, f"was-{key}": was}
        if was:
            sent |= {f"other-{key}": was, f"drawn-{key}": was}
    answer = teacher.post(address(world), sent)
    assert answer.status_code == 302, answer.content.decode()[:600]
    assert codes(AM, world.enrolments) == "/ E /"
    assert len(history(AM, world.enrolments[1])) == 1


def test_two_marks_at_once_do_not_tell_the_class_either(world, teacher):
    share(teacher, world)
    mark(world, "/", by=world.teacher)
    body = {
        "sent_at": at(8, 55).isoformat(),
        "items": [
            {
                "id": "6f6cf9a4-8f2c-4c9e-9d61-7b8b1f6c0c11",
                "enrolment": world.enrolments[1].pk,
                "code": "/",
                "version": 0,
            }
        ],
    }
    answer = teacher.post(
        address(world, "register-marks"), body, content_type="application/json"
    )
    (item,) = answer.json()["items"]
    assert item["state"] == "conflict"
    assert item["standing"]["code"] == "•"


def test_nobody_is_sent_away_from_the_product_by_the_switch(world, teacher):
    sent = {"screen": "on", "next": "https://elsewhere.example/"}
    answer = teacher.post(
        reverse("register-screen", kwargs={"school": world.school.slug}), sent
    )
    assert answer["Location"] == reverse(
        "school-home", kwargs={"school": world.school.slug}
    )

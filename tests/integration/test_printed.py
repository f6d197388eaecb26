"""A class's register over a period as an inspector is given it, in PDF."""

import datetime as dt
import io
from collections import Counter
from typing import Any

import pikepdf
import pytest
from django.template.loader import get_template
from django.urls import reverse

from core.periods import Period
from register.presenters.printed import present_printed
from register.selectors.printed import printed_facts
from register.services.printed import pdf_of
from register.services.taking import take_register
from register.services.withdrawing import withdraw_register
from schools.models import Closure
from schools.states import Role
from tests.mornings import mark, take
from tests.real_days import AM, FRIDAY, at, freeze_at, page, sign_in
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 12, 1))


@pytest.fixture
def world():
    other = make_world(group="Another school 9Z").scope()
    mark(other, "/", "/", "/")
    world: Any = make_world().scope()
    world.other = other
    return world


def printed(world, period=NOVEMBER):
    facts = printed_facts(world.school, world.group, period)
    return present_printed(facts, now=at(16), today=FRIDAY)


def roles_of(element: pikepdf.Object, found: Counter[str]) -> Counter[str]:
    """Count what a reading voice is told of: tables, rows, headings, cells."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            roles_of(child, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found[str(element.S)] += 1
        if "/K" in element:
            roles_of(element.K, found)
    return found


def test_codes_totals_and_closures_stand_in_the_tables(world):
    Closure.objects.create(
        school=world.school,
        kind=Closure.Kind.STAFF_DAY,
        name="Staff day",
        starts_on=dt.date(2026, 11, 9),
        ends_on=dt.date(2026, 11, 10),
    )
    mark(world, "/", "N", "L")
    take(world)
    shown = printed(world)
    (november,) = shown.months
    assert november.title == "November 2026"
    line = november.lines[1]
    codes = [place.code for place in line.places]
    # 2 Nov is the first weekday of the month; the staff day is the eleventh session.
    assert codes[10:12] == ["#", "#"]
    assert codes[28:30] == ["N", "–"]
    assert codes[30:] == [""] * 12
    sums = shown.sums[1]
    assert (sums.possible, sums.attended, sums.unauthorised) == (1, 0, 1)
    assert sums.unmarked == 27
    assert sums.percent == "0.0%"
    assert ("#", "No register: planned closure, staff day or holiday") in shown.key
    assert shown.handed_in.startswith("1 register of 28 were handed in.")


def test_every_amendment_is_a_note_with_both_entries_reason_moment_and_person(world):
    mark(world, "N")
    mark(
        world,
        "I",
        version=1,
        reason="Mother telephoned",
        now=at(9, 41),
        by=world.by(Role.OFFICE),
    )
    shown = printed(world)
    place = shown.months[0].lines[0].places[28]
    assert (place.code, place.notes) == ("I", (1,))
    teacher, office = world.by(Role.TEACHER).name, world.by(Role.OFFICE).name
    assert shown.notes == (
        f"{world.pupils[0].name}, Fri 20 Nov AM: original entry N, made Fri 20 Nov,"
        f" 08:52 by {teacher}, Class teacher; amended to I, Fri 20 Nov, 09:41, by"
        f" {office}, Office staff. Reason: Mother telephoned",
    )


def test_a_register_of_the_wrong_class_stands_in_both_versions(world):
    mark(world, "/", "/", "N")
    take(world)
    withdraw_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=at(9, 5),
        reason="Taken for the wrong class",
    )
    mark(world, "L", "/", "/", version=2, now=at(9, 10))
    take(world, now=at(9, 12))
    (version,) = printed(world).versions
    assert "Reason: Taken for the wrong class" in version.words
    assert [row[1:] for row in version.rows] == [("/", "L"), ("/", "/"), ("N", "/")]


def test_who_read_a_register_out_and_who_typed_it_stand_in_it(world):
    mark(world, "/", "/", "/")
    take_register(
        school=world.school,
        group=world.group,
        slot=AM,
        by=world.by(Role.OFFICE),
        now=at(8, 59),
        read_by="Mr Okafor, hall",
    )
    (line,) = printed(world).read_out
    office = world.by(Role.OFFICE)
    assert line == (
        f"Fri 20 Nov AM: read by Mr Okafor, hall, entered by {office}, Fri 20 Nov, 08:59."
    )


def test_the_pdf_is_tagged_titled_numbered_and_says_what_the_page_says(world):
    mark(world, "/", "N", "L")
    shown = printed(world, Period(dt.date(2026, 9, 2), dt.date(2026, 12, 1)))
    content = pdf_of(shown)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 3
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert "Attendance register of 4B" in str(pdf.docinfo["/Title"])
        width, height = (float(pdf.pages[0].mediabox[i]) for i in (2, 3))
        assert width > height
        roles = roles_of(pdf.Root.StructTreeRoot, Counter())
    assert roles["/Table"] == 4
    # Three months of three pupils by 21 or 22 days, and the totals.
    days = 21 + 22 + 21
    assert roles["/TD"] == 3 * (2 * days + 3 * 2) + 3 * 8
    assert roles["/H1"] == 1
    said = get_template("print/register/register.jinja").render({"page": shown})
    for words in ("September 2026", "Totals of the period", "Late"):
        assert words in said, words
    assert world.pupils[0].sort_name in said
    assert world.school.name in said
    assert "9Z" not in said


def test_the_page_offers_the_usual_spans_and_gives_the_file(world, client, monkeypatch):
    freeze_at(monkeypatch, at(16))
    sign_in(client, world, Role.HEAD)
    shown = page(client, world, "printed", group=world.group.pk)
    assert "This term" in shown
    assert "?first=2026-09-02&amp;last=2026-11-20" in shown
    address = reverse(
        "printed", kwargs={"school": world.school.slug, "group": world.group.pk}
    )
    answer = client.get(address, {"first": "2026-11-16", "last": "2026-11-20"})
    assert answer["Content-Type"] == "application/pdf"
    assert "register-4b-2026-11-16-2026-11-20.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    asked = page(
        client,
        world,
        "printed",
        group=world.group.pk,
        query={"first": "2026-11-20", "last": "2026-11-16"},
    )
    assert "The last day is before the first." in asked


def test_a_teacher_and_a_stranger_get_no_printed_register(world, client, monkeypatch):
    freeze_at(monkeypatch, at(16))
    sign_in(client, world, Role.TEACHER)
    page(client, world, "printed", status=403, group=world.group.pk)
    client.force_login(world.other.scope().by(Role.HEAD).person)
    page(client, world, "printed", status=404, group=world.group.pk)

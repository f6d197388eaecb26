"""Each letter on paper: its words, the window of its envelope, its tags and its pages."""

import io
from dataclasses import replace

import pikepdf
import pytest

from letters.codes import KINDS
from letters.codes.kind import Layout
from letters.models import Letter
from letters.services.asking import Wanted, make_letter
from letters.services.desk import Desk
from letters.services.paper import Crests, NothingOutside, Press, merged
from letters.services.sheet import Sheet, sheet_of
from letters.services.texts import Text, write_version
from schools.states import Role
from tests.factories.letters import NOW, make_contact, sample_facts
from tests.papers import text_of, words_of
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
# What always shows in the window of a DL envelope however the sheet slides, and what
# might show and must be free of anything else; see templates/print/letters/letter.css.
SHOWS = ((20, 100), (57, 81))
MIGHT_SHOW = ((10, 110), (46, 92))
TWO_PAGES = {"remote_meeting", "fam_attended", "notice_to_improve"}


@pytest.fixture
def world() -> World:
    world = make_world().scope()
    world.school.address = "Lantern Road, Eastmarch, ZZ2 7RB"
    world.school.telephone, world.school.email = "0113 496 0220", "o@school.example"
    world.school.save()
    world.by(Role.HEAD)
    make_contact(world.pupils[0])
    return world


def made(world: World, kind: str, **facts: object) -> Letter:
    [letter] = make_letter(
        school=world.school,
        kind=kind,
        wanted=Wanted(
            pupil=world.pupils[0], cause="c", facts=sample_facts(kind) | facts
        ),
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    return letter


def sheet(world: World, kind: str, **facts: object) -> Sheet:
    return sheet_of(made(world, kind, **facts), world.school)


def pdf_of(world: World, kind: str, **facts: object) -> bytes:
    desk = Desk.at(world.school, kind, NOW)
    return desk.press.pdf_of(sheet(world, kind, **facts)).content


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_letter_says_what_it_must_and_is_tagged_titled_and_in_its_language(
    world, kind
):
    content = pdf_of(world, kind.key)
    said = text_of(content)
    assert world.school.name in said
    assert world.pupils[0].first_name in said or kind.layout is Layout.POSTER
    for unwanted in ("{{", "{%", "None", "2026-11", "UPN"):
        assert unwanted not in said
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == (2 if kind.key in TWO_PAGES else 1)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert world.school.name in str(pdf.docinfo["/Title"])
        tags = set(tags_of(pdf.Root.StructTreeRoot))
    assert {"/H1", "/P"} <= tags or kind.layout is Layout.POSTER
    assert "/H1" in tags


def tags_of(node) -> list[str]:
    """Return the sorts of the structure tree, from the top."""
    found = [str(node.S)] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags_of(kid)
    return found


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k.layout is Layout.LETTER], ids=lambda kind: kind.key
)
def test_the_address_and_nothing_else_shows_in_the_window(world, kind):
    letter = made(world, kind.key)
    desk = Desk.at(world.school, kind.key, NOW)
    content = desk.press.pdf_of(sheet_of(letter, world.school)).content
    first = [words for words in words_of(content) if words.page == 0 and words.text]
    address = [words for words in first if inside(words, MIGHT_SHOW)]
    assert [words.text for words in address] == letter.address
    assert all(inside(words, SHOWS) for words in address)
    # The base of the last line, and room below it for the tails of its letters.
    assert max(words.y for words in address) < SHOWS[1][1] - 1


def test_a_long_address_still_shows_whole(world):
    lines = ["Ms Nell Harrow", "Flat 4", "Old Mill", "12 Mill Lane", "Eastmarch", "ZZ"]
    drawn = replace(sheet(world, "support"), address=tuple(lines))
    content = Press(read_crest=lambda _: b"").pdf_of(drawn).content
    found = [w for w in words_of(content) if inside(w, MIGHT_SHOW)]
    assert [w.text for w in found] == lines
    assert all(inside(w, SHOWS) for w in found)


def inside(words, area) -> bool:
    (left, right), (top, bottom) = area
    return left <= words.x <= right and top <= words.y <= bottom


def test_a_letter_of_more_pages_numbers_them_and_one_of_one_page_does_not(world):
    assert "Page 2 of 2" in text_of(pdf_of(world, "remote_meeting"))
    assert "Page 1" not in text_of(pdf_of(world, "support"))


def test_a_notice_to_improve_holds_its_eight_items_and_the_sessions_with_dates(world):
    said = text_of(pdf_of(world, "notice_to_improve"))
    for number in range(1, 9):
        assert f" {number}. " in said
    assert "Monday 16 November 2026" in said
    assert "section 444" in said


def test_a_meeting_online_and_one_by_telephone_have_their_own_consent_form(world):
    assert "Consent to a meeting online" in text_of(pdf_of(world, "remote_meeting"))
    rung = Wanted(
        pupil=world.pupils[1],
        cause="c",
        facts=sample_facts("remote_meeting") | {"meeting_mode": "telephone"},
    )
    make_contact(world.pupils[1])
    [letter] = make_letter(
        school=world.school,
        kind="remote_meeting",
        wanted=rung,
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    body = sheet_of(letter, world.school).body
    assert "Consent to a meeting by telephone" in body
    assert "online" not in body


def test_a_text_in_polish_prints_its_days_in_polish_and_says_so(world):
    head = world.by(Role.HEAD)
    text = Text(
        subject="Nieobecność",
        text="Szanowni Państwo, prosimy do {{ reply_by }}.",
        mail="List.",
        starts_on=NOW.date(),
    )
    world.scope()
    write_version(
        body=world.school,
        kind="absence_reminder",
        language="Polish",
        text=text,
        by=head,
        now=NOW,
    )
    adult = world.pupils[0].contacts.get().adult
    adult.language = "Polish"
    adult.save()
    content = pdf_of(world, "absence_reminder")
    assert "piątek 27 listopada 2026" in text_of(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "pl"


def test_large_print_is_larger(world):
    adult = world.pupils[0].contacts.get().adult
    adult.needs_format = "Large print"
    adult.save()
    assert sheet(world, "support").is_large


def test_a_value_is_never_read_as_markup_or_as_html(world):
    body = sheet(world, "support", words="**a** <b>x</b> {{ salutation }}").body
    assert "**a** &lt;b&gt;x&lt;/b&gt; {{ salutation }}" in body


def test_nothing_is_fetched_from_outside_while_a_letter_is_printed(world):
    press = Press(read_crest=lambda _: b"")
    drawn = sheet(world, "support")
    for address in ("https://tracker.example/x.png", "file:///etc/passwd"):
        spying = replace(drawn, body=f'<p>a</p><img src="{address}" alt="">')
        content = press.pdf_of(spying).content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert not list(pdf.pages[0].get_images())
        with pytest.raises(NothingOutside):
            Crests(lambda _: b"").fetch(address)


def test_a_crest_that_cannot_be_read_stops_the_letter_and_is_not_left_out(world):
    def lost(_number: str) -> bytes:
        raise FileNotFoundError

    drawn = replace(sheet(world, "support"), crest="crest:7")
    with pytest.raises(FileNotFoundError):
        Press(read_crest=lost).pdf_of(drawn)


def test_the_file_for_the_printer_begins_each_letter_on_a_sheet_of_its_own(world):
    one, two = pdf_of(world, "support"), pdf_of(world, "remote_meeting")
    whole = merged([one, two, one])
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert len(pdf.pages) == 6
        assert "/StructTreeRoot" not in pdf.Root
    pages = {words.page for words in words_of(whole)}
    assert pages == {0, 2, 3, 4}


def test_the_same_letter_is_the_same_words_years_later(world):
    letter = made(world, "support")
    before = sheet_of(letter, world.school).body
    world.pupils[0].first_name = "Renamed"
    world.pupils[0].save()
    again = Letter.objects.get(pk=letter.pk)
    assert sheet_of(again, world.school).body == before
    assert again.facts["letter_date"] == NOW.date().isoformat()

"""The pages of letters: composed, sent, proved; texts written; strangers told nothing."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from core import clock
from core.tenancy import set_scope
from letters.codes import KINDS
from letters.models import (
    BatchItem,
    Letter,
    LetterEvent,
    LetterHead,
    Sending,
    TemplateVersion,
)
from letters.selectors.batches import due_items, due_sendings
from letters.services.desk import Desk
from letters.services.mailing import claim_sending, mail_of, note_mailed
from letters.services.working import claim_item, do_item, finish_batch
from letters.states import Event
from schools.models import StaffRelative
from schools.states import Role
from tests.factories.letters import NOW, make_contact, sample_facts
from tests.worlds import World, hire, make_trust, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path, monkeypatch) -> World:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    make_world()
    world = make_world().scope()
    make_contact(world.pupils[0])
    return world


@pytest.fixture
def office(world, client) -> Client:
    return signed_in(client, world, Role.OFFICE)


def signed_in(client: Client, world: World, role: Role) -> Client:
    client.force_login(world.scope().by(role).person)
    return client


def to(name: str, world: World, **more) -> str:
    return reverse(name, kwargs={"school": world.school.slug, **more})


def typed(kind: str) -> dict[str, object]:
    return {
        name: "\n".join(" | ".join(row.values()) for row in value)
        if isinstance(value, list)
        else value
        for name, value in sample_facts(kind).items()
    }


def compose(client: Client, world: World, kind: str, act: str = "make", **more):
    address = to("letter-compose", world, pupil=world.pupils[0].pk, kind=kind)
    return client.post(address, typed(kind) | {"act": act} | more)


def work(world: World) -> None:
    world.scope()
    for _, number in due_items(NOW):
        item = claim_item(item_id=number, now=NOW)
        assert item
        do_item(item=item, desk=Desk.at(world.school, item.batch.kind, NOW), now=NOW)
        finish_batch(batch=item.batch, now=NOW)


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_letter_is_filled_in_looked_at_and_made(kind, world, office):
    blank = office.get(
        to("letter-compose", world, pupil=world.pupils[0].pk, kind=kind.key)
    )
    assert blank.status_code == 200
    shown = compose(office, world, kind.key, act="preview")
    assert shown.status_code == 200
    assert "rb-sheet" in text(shown)
    world.scope()
    assert not Letter.objects.exists()
    made = compose(office, world, kind.key)
    assert made.status_code == 302, text(made)
    work(world)
    letter = Letter.objects.get()
    assert letter.file.pages >= 1
    page = office.get(to("letter", world, letter=letter.pk))
    assert kind.title in text(page)
    pdf = office.get(to("letter-pdf", world, letter=letter.pk))
    assert b"".join(pdf).startswith(b"%PDF-")
    assert pdf["Cache-Control"] == "private, no-store"


def test_a_missing_fact_is_asked_for_and_nothing_typed_is_lost(world, office):
    answer = compose(office, world, "lateness", times_late="", words="Kept as typed.")
    assert answer.status_code == 422
    assert "Enter times late." in text(answer)
    assert "Kept as typed." in text(answer)


def test_a_double_click_makes_one_letter(world, office):
    compose(office, world, "support")
    again = compose(office, world, "support")
    assert again.status_code == 302
    world.scope()
    assert Letter.objects.count() == 1


def test_letters_that_are_ticked_are_noted_as_posted_and_proof_prints_it(world, office):
    compose(office, world, "support")
    work(world)
    letter = Letter.objects.get()
    waiting = office.get(to("letters", world) + "?status=waiting")
    assert "Waiting to be sent" in text(waiting)
    office.post(
        to("letters-send", world),
        {"letter": [letter.pk], "act": "posted", "posted_on": "2026-11-20"},
    )
    world.scope()
    [event] = LetterEvent.objects.filter(letter=letter)
    assert (event.kind, event.happened_on) == (Event.POSTED, NOW.date())
    proof = text(office.get(to("letter-proof", world, letter=letter.pk)))
    assert "Posted" in proof
    assert letter.file.digest in proof
    assert event.noted_by.name in proof


def test_a_letter_handed_over_says_to_whom_and_one_posted_before_it_was_made_is_refused(
    world, office
):
    compose(office, world, "support")
    work(world)
    here = to("letter", world, letter=Letter.objects.get().pk)
    handed = {"kind": "handed", "happened_on": "2026-11-20", "words": ""}
    assert office.post(here, handed).status_code == 422
    early = {"kind": "posted", "happened_on": "2026-11-19", "words": ""}
    refused = office.post(here, early)
    assert "before the day on which the letter was made" in text(refused)
    handed["words"] = "Given to the mother at the gate"
    assert office.post(here, handed).status_code == 302
    assert "Given to the mother at the gate" in text(office.get(here))


def test_a_letter_goes_by_mail_to_each_adult_by_itself_and_the_sending_is_kept(
    world, office
):
    make_contact(world.pupils[0], first_name="Tom", title="Mr")
    compose(office, world, "support")
    work(world)
    letter = Letter.objects.get()
    office.post(to("letter-mail", world, letter=letter.pk))
    world.scope()
    assert Sending.objects.count() == 2
    for number in due_sendings(NOW):
        sending = claim_sending(sending_id=number, now=NOW)
        assert sending
        assert claim_sending(sending_id=number, now=NOW) is None
        mail_of(sending).send()
        note_mailed(sending=sending, now=NOW)
        note_mailed(sending=sending, now=NOW)
    assert [len(message.to) for message in mail.outbox] == [1, 1]
    [(name, content, kind)] = mail.outbox[0].attachments
    assert (name, kind) == ("letter.pdf", "application/pdf")
    assert content.startswith(b"%PDF-")
    page = text(office.get(to("letter", world, letter=letter.pk)))
    assert page.count("Sent by e-mail") == 2
    assert "Nell.Harrow@home.example" in page


def test_a_correction_supersedes_and_the_first_says_so(world, office):
    compose(office, world, "lateness")
    work(world)
    first = Letter.objects.get()
    office.post(
        to("letter-correct", world, letter=first.pk),
        typed("lateness") | {"times_late": 9, "act": "make"},
    )
    work(world)
    second = Letter.objects.get(supersedes=first)
    assert second.facts["times_late"] == 9
    assert Letter.objects.get(pk=first.pk).facts["times_late"] == 7
    assert "Corrected by a later" in text(
        office.get(to("letter", world, letter=first.pk))
    )


def test_a_batch_shows_how_far_it_is_and_has_one_file_for_the_printer(world, office):
    compose(office, world, "support")
    world.scope()
    batch = BatchItem.objects.get().batch
    here = to("letter-batch", world, batch=batch.pk)
    running = text(office.get(here))
    assert 'http-equiv="refresh"' in running
    assert "0</b> of 1" in running
    work(world)
    done = text(office.get(here))
    assert "refresh" not in done
    assert "1</b> of 1" in done
    printed = office.get(to("letter-batch-print", world, batch=batch.pk))
    assert b"".join(printed).startswith(b"%PDF-")


def test_nobody_writes_about_a_relative(world, office):
    world.scope()
    by = world.by(Role.OFFICE)
    StaffRelative.objects.create(
        school=world.school, person=by.person, pupil=world.pupils[0], relation="Son"
    )
    answer = compose(office, world, "support")
    assert answer.status_code == 403
    assert "own relatives" in text(answer)


def test_a_teacher_may_not_send_letters_and_is_told_who_may(world, client):
    answer = signed_in(client, world, Role.TEACHER).get(to("letter-new", world))
    assert answer.status_code == 403
    assert "office staff" in text(answer)


def text_at(world: World, kind: str, language: str = "English", name="text") -> str:
    return to(f"school-letter-{name}", world, kind=kind, language=language)


def version(**more) -> dict[str, str]:
    return {
        "subject": "About {{ pupil_name }}",
        "text": "Dear {{ salutation }},\n\nOur own words.",
        "mail": "Attached.",
        "starts_on": "2026-11-20",
    } | more


def test_a_schools_own_text_is_used_from_its_day_and_given_back_again(world, client):
    head = signed_in(client, world, Role.HEAD)
    assert head.post(text_at(world, "support"), version()).status_code == 302
    world.scope()
    own = TemplateVersion.objects.get(template__body=world.school)
    assert (own.number, own.made_by) == (1, world.by(Role.HEAD))
    compose(head, world, "support")
    world.scope()
    assert Letter.objects.get().version == own
    head.post(text_at(world, "support", name="end"))
    page = text(head.get(text_at(world, "support")))
    assert "England, version 1" in page
    assert "Given back" in page


def test_an_unknown_field_is_refused_with_its_line_and_nothing_is_kept(world, client):
    head = signed_in(client, world, Role.HEAD)
    wrong = version(text="Dear {{ salutation }},\n\nNumber {{ upn }}.")
    answer = head.post(text_at(world, "support"), wrong)
    assert answer.status_code == 422
    assert "Line 3: “upn” is no field" in text(answer)
    world.scope()
    assert not TemplateVersion.objects.filter(template__body=world.school).exists()


def test_a_notice_without_one_of_its_eight_items_is_refused(world, client):
    head = signed_in(client, world, Role.HEAD)
    answer = head.post(text_at(world, "notice_to_improve"), version())
    assert answer.status_code == 422
    assert "{{ early_grounds }}" in text(answer)
    assert "eight items" in text(answer)


def test_a_text_is_tried_on_a_real_pupil_while_it_is_typed(world, client):
    head = signed_in(client, world, Role.HEAD)
    pupil = world.pupils[0]
    answer = head.post(
        text_at(world, "support", name="try"),
        version(text="{{ pupil_name }} in {{ pupil_first_name }}")
        | {"pupil": pupil.pk},
    )
    assert pupil.name in text(answer)
    bad = head.post(text_at(world, "support", name="try"), version(text="{% if x %}"))
    assert "Line 1" in text(bad)


def test_a_home_reads_its_own_language_where_the_school_has_written_it(world, client):
    head = signed_in(client, world, Role.HEAD)
    make_contact(world.pupils[1], last_name="Nowak", adult={"language": "Polish"})
    polish = version(subject="Wsparcie", text="Szanowni Państwo, {{ salutation }}")
    head.post(text_at(world, "support", "Polish"), polish)
    for pupil in world.pupils[:2]:
        head.post(
            to("letter-compose", world, pupil=pupil.pk, kind="support"), {"act": "make"}
        )
    world.scope()
    assert set(Letter.objects.values_list("addressee", "language")) == {
        ("Ms Nell Harrow", "English"),
        ("Ms Nell Nowak", "Polish"),
    }


def test_the_trusts_text_is_used_where_a_school_has_none(world, client):
    trust = make_trust(world.school)
    set_scope([], body_ids=[trust.pk])
    lead = hire(trust, Role.TRUST_LEAD)
    client.force_login(lead.person)
    here = reverse(
        "trust-letter-text",
        kwargs={"trust": trust.slug, "kind": "support", "language": "English"},
    )
    assert client.post(here, version(text="The trust writes.")).status_code == 302
    head = signed_in(Client(), world, Role.HEAD)
    compose(head, world, "support")
    world.scope()
    assert Letter.objects.get().version.template.body == trust
    refused = client.post(text_at(world, "support"), version())
    assert refused.status_code == 403


def test_a_letter_head_is_kept_with_its_crest_and_used_from_its_day(world, client):
    head = signed_in(client, world, Role.HEAD)
    picture = io.BytesIO()
    Image.new("RGBA", (900, 700), (20, 40, 60, 255)).save(picture, "PNG")
    answer = head.post(
        to("school-letter-head", world),
        {
            "crest": SimpleUploadedFile("crest.png", picture.getvalue()),
            "signatory_name": "Ada Quill",
            "signatory_position": "Principal",
            "starts_on": "2026-11-20",
        },
    )
    assert answer.status_code == 302, text(answer)
    compose(head, world, "support")
    work(world)
    letter = Letter.objects.get()
    row = LetterHead.objects.get()
    assert letter.head == row
    assert letter.facts["signatory_name"] == "Ada Quill"
    assert letter.file.pages == 1
    shown = head.get(to("school-crest", world, head=row.pk))
    with Image.open(io.BytesIO(shown.content)) as kept:
        assert max(kept.size) == 600
    assert "Ada Quill" in text(head.get(to("school-letter-texts", world)))


def test_what_is_no_picture_is_no_crest(world, client):
    head = signed_in(client, world, Role.HEAD)
    answer = head.post(
        to("school-letter-head", world),
        {
            "crest": SimpleUploadedFile("crest.png", b"<svg onload=alert(1)>"),
            "signatory_name": "A",
            "signatory_position": "B",
            "starts_on": "2026-11-20",
        },
    )
    assert "Choose a picture" in text(answer)


def test_who_wants_a_text_of_the_past_is_refused(world, client):
    head = signed_in(client, world, Role.HEAD)
    answer = head.post(
        text_at(world, "support"), version(starts_on=dt.date(2026, 11, 19).isoformat())
    )
    assert answer.status_code == 422
    assert "Choose today or a later day" in text(answer)


def test_programs_read_the_list_of_letters_as_the_page_narrows_it(world, office):
    compose(office, world, "support")
    work(world)
    compose(office, world, "lateness")
    answer = office.get(to("api-letters", world) + "?status=waiting")
    [letter] = answer.json()["results"]
    assert letter["kind"] == "support"
    assert letter["pupil"] == world.pupils[0].pk
    assert letter["status"] == "waiting"
    assert office.get(to("api-letters", world) + "?kind=sonnet").status_code == 400


def test_a_pupils_story_tells_of_letters_to_those_who_may_send_them(world, office):
    compose(office, world, "support")
    page = text(office.get(to("pupil", world, pupil=world.pupils[0].pk)))
    assert "Attendance support: made for Ms Nell Harrow" in page
    assert f"letters/new/?pupil={world.pupils[0].pk}" in page
    teacher = signed_in(Client(), world, Role.TEACHER)
    assert "made for Ms Nell Harrow" not in text(
        teacher.get(to("pupil", world, pupil=world.pupils[0].pk))
    )


def test_letters_of_another_school_do_not_exist(world, office, client):
    compose(office, world, "support")
    work(world)
    letter = Letter.objects.select_related("item").get()
    other = make_world()
    stranger = signed_in(Client(), other, Role.OFFICE)
    for name in ("letter", "letter-pdf", "letter-proof", "letter-correct"):
        assert stranger.get(to(name, other, letter=letter.pk)).status_code == 404
    batch = {"batch": letter.item.batch_id}
    assert stranger.get(to("letter-batch", other, **batch)).status_code == 404
    assert stranger.get(to("letter-batch-print", other, **batch)).status_code == 404
    pupil = {"pupil": letter.pupil_id, "kind": "support"}
    assert stranger.get(to("letter-compose", other, **pupil)).status_code == 404
    unmoved = stranger.post(
        to("letters-send", other),
        {"letter": [letter.pk], "act": "posted", "posted_on": "2026-11-20"},
    )
    assert "Tick the letters first." in text(unmoved)
    world.scope()
    assert not LetterEvent.objects.exists()

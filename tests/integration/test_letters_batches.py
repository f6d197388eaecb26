"""Batches made by real workers, some of which are killed in the middle."""

from collections.abc import Callable
from functools import partial

import pytest
from django.core import mail
from django.db.models import F

from attendance.celery import app
from core.clock import real_now
from core.outbox import OutboxBackend
from core.tenancy import in_schools
from letters.models import Batch, BatchItem, Letter, LetterEvent, LetterFile, Sending
from letters.selectors.batches import CLAIM_LASTS, due_items, progress_of
from letters.services.asking import Wanted, ask_for_letters
from letters.services.mailing import claim_sending, mail_of, note_mailed
from letters.services.proof import ask_to_mail
from letters.states import Event
from letters.tasks import mail_letter, make_letters, queue_letters
from schools.models import Adult, Contact
from schools.states import Role
from tests.factories.letters import LONG_AGO, NOW, make_contact
from tests.workers import broker, environment, kill, wait_until, worker
from tests.worlds import World, make_pupil, make_world

MANY = 500


@pytest.fixture(scope="module")
def worlds(committed) -> list[World]:
    """Two schools; what is made at the first never shows at the other."""
    made = []
    for _ in range(2):
        with in_schools([]):
            world = make_world(pupils=1)
            make_contact(world.pupils[0])
            world.by(Role.OFFICE)
            world.by(Role.HEAD)
        made.append(world)
    return made


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def ask(world: World, pupils, cause: str = "c") -> Batch:
    with in_schools([world.school.pk]):
        return ask_for_letters(
            school=world.school,
            kind="support",
            wanted=[Wanted(pupil=pupil, cause=cause) for pupil in pupils],
            by=world.by(Role.OFFICE),
            now=NOW,
        )


def counts(world: World) -> tuple[int, int]:
    with in_schools([world.school.pk]):
        return Letter.objects.count(), LetterFile.objects.count()


def test_a_task_asked_twice_makes_one_letter_and_another_school_makes_none(worlds):
    world, other = worlds
    before, elsewhere = counts(world), counts(other)
    batch = ask(world, world.pupils)
    with in_schools([world.school.pk]):
        ids = list(BatchItem.objects.filter(batch=batch).values_list("pk", flat=True))
    make_letters(world.school.pk, batch.pk, ids)
    make_letters(world.school.pk, batch.pk, ids)
    assert counts(world) == (before[0] + 1, before[1] + 1)
    assert counts(other) == elsewhere
    with in_schools([world.school.pk]):
        batch.refresh_from_db()
        assert batch.finished_at
        assert batch.print_file


def test_a_worker_that_fails_in_a_way_nobody_foresaw_says_so_of_that_letter_only(
    worlds, monkeypatch
):
    world = worlds[0]
    batch = ask(world, world.pupils, cause="unforeseen")
    with in_schools([world.school.pk]):
        ids = list(BatchItem.objects.filter(batch=batch).values_list("pk", flat=True))
    before = counts(world)
    with in_schools([world.school.pk]):
        item = BatchItem.objects.get(pk=ids[0])
    monkeypatch.setattr("letters.tasks.do_item", _breaks)
    make_letters(world.school.pk, batch.pk, ids)
    with in_schools([world.school.pk]):
        item.refresh_from_db()
    assert "could not be made (RuntimeError: the printer is on fire)" in item.failure
    assert world.pupils[0].name in item.failure
    assert counts(world) == before


def _breaks(**_: object) -> int:
    raise RuntimeError("the printer is on fire")


def test_a_mail_that_was_sent_and_not_noted_is_one_file_and_one_proof(
    worlds, settings, tmp_path
):
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    world = worlds[0]
    batch = ask(world, world.pupils, cause="mailed")
    with in_schools([world.school.pk]):
        ids = list(BatchItem.objects.filter(batch=batch).values_list("pk", flat=True))
    make_letters(world.school.pk, batch.pk, ids)
    with in_schools([world.school.pk]):
        letter = Letter.objects.get(item__batch=batch)
        ask_to_mail(letter=letter, by=world.by(Role.OFFICE), now=NOW)
        [sending] = Sending.objects.filter(letter=letter)
        claim_sending(sending_id=sending.pk, now=NOW)
        first = claim_sending(sending_id=sending.pk, now=NOW + CLAIM_LASTS)
        assert first
        OutboxBackend().send_messages([mail_of(first)])
        OutboxBackend().send_messages([mail_of(first)])
        note_mailed(sending=first, now=NOW)
        note_mailed(sending=first, now=NOW)
        assert LetterEvent.objects.filter(letter=letter).count() == 1
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_a_restriction_that_comes_after_the_asking_stops_the_mail_and_says_why(worlds):
    world = worlds[0]
    batch = ask(world, world.pupils, cause="restricted")
    with in_schools([world.school.pk]):
        ids = list(BatchItem.objects.filter(batch=batch).values_list("pk", flat=True))
    make_letters(world.school.pk, batch.pk, ids)
    with in_schools([world.school.pk]):
        letter = Letter.objects.get(item__batch=batch)
        ask_to_mail(letter=letter, by=world.by(Role.OFFICE), now=NOW)
        Contact.objects.filter(pupil=world.pupils[0]).update(channels=["post"])
        sending = Sending.objects.get(letter=letter)
    mail_letter(world.school.pk, sending.pk)
    mail_letter(world.school.pk, sending.pk)
    assert mail.outbox == []
    with in_schools([world.school.pk]):
        [event] = LetterEvent.objects.filter(letter=letter)
        Contact.objects.filter(pupil=world.pupils[0]).update(channels=["post", "email"])
    assert event.kind == Event.FAILED
    assert "may not be e-mailed" in event.words


def many_pupils(world: World) -> list:
    """Put 500 children on the roll, each with a parent at home."""
    with in_schools([world.school.pk]):
        pupils = [make_pupil(world.school, world.group)[0] for _ in range(MANY)]
        adults = Adult.objects.bulk_create(
            Adult(
                school=world.school,
                title="Ms",
                first_name="Nell",
                last_name=f"Harrow{number:03d}",
                address="12 Mill Lane, Eastmarch",
                postcode="EM1 2AB",
            )
            for number in range(MANY)
        )
        Contact.objects.bulk_create(
            Contact(
                school=world.school,
                pupil=pupil,
                adult=adult,
                relationship="Mother",
                has_parental_responsibility=True,
                lives_with_pupil=True,
                starts_on=LONG_AGO,
            )
            for pupil, adult in zip(pupils, adults, strict=True)
        )
    return pupils


def test_a_worker_killed_in_the_middle_of_five_hundred_leaves_none_out_and_none_twice(  # noqa: PLR0915
    worlds, services, committed, tmp_path, settings, monkeypatch
):
    monkeypatch.setenv("CELERY_BROKER_URL", broker(services))
    app.control.purge()
    world = worlds[1]
    batch = ask(world, many_pupils(world))
    env = environment(services, committed, tmp_path)
    env["MEDIA_ROOT"] = str(settings.MEDIA_ROOT)

    def done() -> int:
        with in_schools([world.school.pk]):
            return progress_of(batch).done

    with worker(env) as process:
        queue_letters(world.school.pk)
        wait_until(lambda: done() > 60, "some letters")
        kill(process)
    stopped_at = done()
    assert 60 < stopped_at < MANY
    with in_schools([world.school.pk]):
        claimed = BatchItem.objects.filter(done_at=None, claimed_at__isnull=False)
        # As if the claim of the dead had run out: nobody waits five minutes here.
        claimed.update(claimed_at=F("claimed_at") - CLAIM_LASTS)
        assert len(due_items(real_now())) == MANY - stopped_at
    with worker(env):
        queue_letters(world.school.pk)
        queue_letters(world.school.pk)
        for goal in range(100, MANY + 1, 100):
            wait_until(partial(_has_come_to, done, goal), f"{goal} letters")
    assert counts(world) == (MANY, MANY)
    with in_schools([world.school.pk]):
        assert Letter.objects.values("pupil").distinct().count() == MANY
        assert not BatchItem.objects.exclude(failure="").exists()
        stored = {file.pdf.name for file in LetterFile.objects.all()}
    assert len(stored) == MANY
    on_disk = list((settings.MEDIA_ROOT / f"{world.school.pk}/letters").rglob("*.pdf"))
    kept = [path for path in on_disk if path.parent.name != "batches"]
    assert len(kept) == MANY


def _has_come_to(done: Callable[[], int], goal: int) -> bool:
    return done() >= goal

"""Letters are made once for each household, of facts that are kept."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from core.tenancy import set_scope
from letters.codes import KINDS
from letters.models import BatchItem, Letter, Recipient
from letters.selectors.batches import CLAIM_LASTS, due_items
from letters.selectors.letters import standing_of
from letters.services.asking import Wanted, ask_for_letters, make_letter
from letters.services.desk import Desk
from letters.services.making import BadFacts
from letters.services.proof import note_event
from letters.services.working import claim_item, do_item
from letters.states import Event, Status
from schools.services.refusals import Refused
from schools.states import Role
from tests.factories.letters import NOW, make_contact, sample_facts
from tests.worlds import World, make_world

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.fixture
def world(settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    make_world()
    world = make_world().scope()
    world.by(Role.OFFICE)
    return world


def wanted(world: World, *, kind: str = "absence_reminder", cause: str = "n:1", **more):
    facts = more.pop("facts", sample_facts(kind))
    return Wanted(pupil=world.pupils[0], cause=cause, facts=facts, **more)


def make(world: World, kind: str = "absence_reminder", **more) -> list[Letter]:
    return make_letter(
        school=world.school,
        kind=kind,
        wanted=wanted(world, kind=kind, **more),
        by=world.by(Role.OFFICE),
        now=NOW,
    )


def work(world: World, *, now: dt.datetime = NOW) -> None:
    for _, number in due_items(now):
        item = claim_item(item_id=number, now=now)
        assert item
        do_item(item=item, desk=Desk.at(world.school, item.batch.kind, now), now=now)


def test_parents_who_live_together_share_a_letter_and_a_parent_elsewhere_has_their_own(
    world,
):
    pupil = world.pupils[0]
    make_contact(pupil)
    make_contact(pupil, first_name="Tom", title="Mr")
    make_contact(
        pupil,
        first_name="Idris",
        title="Mr",
        address="3 Quay Road, Westmarch",
        lives_with_pupil=False,
    )
    home, away = make(world)
    assert home.address[0] == "Ms Nell Harrow and Mr Tom Harrow"
    assert home.facts["salutation"] == "Ms Harrow and Mr Harrow"
    assert away.address == [
        "Mr Idris Harrow",
        "3 Quay Road",
        "Westmarch",
        "EM1 2AB",
    ]
    assert "Quay Road" not in str(home.facts) + str(home.address)
    assert "Mill Lane" not in str(away.facts) + str(away.address)


def test_nobody_is_written_to_twice_for_one_cause(world):
    make_contact(world.pupils[0])
    assert len(make(world)) == 1
    assert make(world) == []
    assert len(make(world, cause="n:2")) == 1
    assert Recipient.objects.count() == 2


def test_the_database_and_not_only_the_code_refuses_a_second_letter(world):
    make_contact(world.pupils[0])
    [letter] = make(world)
    [row] = Recipient.objects.filter(letter=letter)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    [poster] = make(world, kind="certificate")
    row = Recipient.objects.get(letter=poster)
    assert row.adult_id is None
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_two_who_ask_in_the_same_moment_make_one_letter(world, monkeypatch):
    make_contact(world.pupils[0])
    make(world)

    def not_seen_yet(item, kind, circle):
        return list(circle.addressees)

    monkeypatch.setattr("letters.services.making._new", not_seen_yet)
    assert make(world) == []
    assert Letter.objects.count() == 1
    assert BatchItem.objects.count() == 1


def test_a_letter_is_never_altered_and_never_deleted(world):
    make_contact(world.pupils[0])
    [letter] = make(world)
    for act in (
        lambda: Letter.objects.filter(pk=letter.pk).update(reason="other"),
        lambda: Letter.objects.filter(pk=letter.pk).delete(),
        lambda: letter.save(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_corrected_letter_supersedes_the_first_and_goes_to_the_same_household(world):
    pupil = world.pupils[0]
    make_contact(pupil)
    make_contact(
        pupil, first_name="Idris", address="3 Quay Road", lives_with_pupil=False
    )
    first, other = make(world)
    [second] = make(world, corrects=first)
    assert second.supersedes == first
    assert second.edition == 1
    assert second.addressee == first.addressee
    assert standing_of(first) is Status.SUPERSEDED
    assert standing_of(other) is Status.RENDERING
    with pytest.raises(Refused, match="corrected by a later one"):
        note_event(
            letter=first,
            kind=Event.POSTED,
            happened_on=DAY,
            words="",
            by=world.by(Role.OFFICE),
            now=NOW,
        )


def test_who_may_not_be_written_to_is_left_out_with_the_reason(world):
    pupil = world.pupils[0]
    make_contact(
        pupil,
        first_name="Idris",
        title="Mr",
        channels=[],
        restriction="No contact (court order)",
    )
    make_contact(pupil, channels=["phone"])
    ask_for_letters(
        school=world.school,
        kind="absence_reminder",
        wanted=[wanted(world)],
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    work(world)
    item = BatchItem.objects.get()
    assert item.made == 0
    assert [name for name, _ in item.left_out] == ["Mr Idris Harrow", "Ms Nell Harrow"]
    assert "court order" in item.left_out[0][1]
    assert not Letter.objects.exists()


def test_a_confidential_address_is_neither_printed_nor_stored(world):
    make_contact(world.pupils[0], adult={"address_is_confidential": True})
    [letter] = make(world)
    assert letter.address == ["Ms Nell Harrow"]
    assert "Mill Lane" not in str(letter.facts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_a_letter_needs_is_asked_for_by_name(world, kind):
    make_contact(world.pupils[0])
    for name in kind.needs:
        facts = {k: v for k, v in sample_facts(kind.key).items() if k != name}
        with pytest.raises(BadFacts, match="is missing"):
            make(world, kind=kind.key, facts=facts)
    assert len(make(world, kind=kind.key)) == 1


def test_a_upn_is_never_printed(world):
    facts = sample_facts("absence_reminder") | {"words": "Number A123456789012."}
    with pytest.raises(BadFacts, match="unique pupil number"):
        make(world, facts=facts)


def test_one_bad_letter_says_which_field_of_which_pupil_and_leaves_the_others_done(
    world,
):
    for pupil in world.pupils:
        make_contact(pupil)
    good, bad = sample_facts("absence_reminder"), {"reply_by": "2026-11-27"}
    ask_for_letters(
        school=world.school,
        kind="absence_reminder",
        wanted=[
            Wanted(pupil=pupil, cause="n:1", facts=bad if place == 1 else good)
            for place, pupil in enumerate(world.pupils)
        ],
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    work(world)
    items = {item.pupil_id: item for item in BatchItem.objects.all()}
    failed = items[world.pupils[1].pk]
    assert failed.failure == f"{world.pupils[1].name}: Sessions is missing."
    assert [item.made for item in items.values() if item is not failed] == [1, 1]


def test_an_item_is_claimed_once_until_the_claim_runs_out(world):
    make_contact(world.pupils[0])
    batch = ask_for_letters(
        school=world.school,
        kind="absence_reminder",
        wanted=[wanted(world)],
        by=world.by(Role.OFFICE),
        now=NOW,
    )
    [item] = batch.items.all()
    assert claim_item(item_id=item.pk, now=NOW)
    assert claim_item(item_id=item.pk, now=NOW) is None
    assert due_items(NOW) == []
    assert due_items(NOW + CLAIM_LASTS) == [(batch.pk, item.pk)]


def test_another_school_sees_no_letter_and_cannot_make_one_of_this_pupil(world):
    make_contact(world.pupils[0])
    make(world)
    other = make_world()
    set_scope([other.school.pk])
    assert not Letter.objects.exists()
    assert not BatchItem.objects.exists()
    assert due_items(NOW) == []

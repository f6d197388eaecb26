"""When a message goes, waits, or is needless; and whom it never goes to."""

from dataclasses import fields, replace

import pytest

from followup.codes.wordings import WORDINGS
from followup.rules.messages import (
    LINK,
    Facts,
    filled,
    held_for,
    may_be_written_to,
    needless,
)

CLEAR = Facts(
    is_of_today=True,
    is_line_open=True,
    is_on_roll=True,
    has_died=False,
    has_suggestion=False,
    has_waiting_report=False,
    has_arrived=False,
    register_is_in=True,
    may_be_reached=True,
)


def test_a_message_goes_where_nothing_is_known():
    assert needless(CLEAR) is None
    assert held_for(CLEAR) is None


@pytest.mark.parametrize(
    "name",
    [
        "is_of_today",
        "is_line_open",
        "is_on_roll",
        "has_died",
        "has_arrived",
        "may_be_reached",
    ],
)
def test_what_is_known_meanwhile_makes_a_message_needless(name):
    assert needless(replace(CLEAR, **{name: not getattr(CLEAR, name)}))


@pytest.mark.parametrize(
    "name", ["has_suggestion", "has_waiting_report", "register_is_in"]
)
def test_a_message_waits_until_reports_and_registers_are_reconciled(name):
    assert held_for(replace(CLEAR, **{name: not getattr(CLEAR, name)}))


def test_every_fact_changes_the_fate_of_a_message():
    for field in fields(Facts):
        changed = replace(CLEAR, **{field.name: not getattr(CLEAR, field.name)})
        assert needless(changed) or held_for(changed), field.name


@pytest.mark.parametrize(
    ("channels", "restriction", "is_family", "may"),
    [
        (["text", "phone"], "", True, True),
        (["phone"], "", True, False),
        ([], "", True, False),
        (["text"], "Court order: no contact", True, False),
        (["text"], "", False, False),
    ],
)
def test_nothing_is_sent_to_a_restricted_contact(channels, restriction, is_family, may):
    assert (
        may_be_written_to(
            channels=channels,
            channel="text",
            restriction=restriction,
            is_family=is_family,
        )
        is may
    )


def test_a_wording_is_filled_and_keeps_the_place_of_its_link():
    text = filled("{first_name}: {link} ({day})", {"first_name": "Ada", "day": "Fri"})
    assert text == f"Ada: {LINK} (Fri)"


def test_the_wordings_that_ship_have_no_mark_that_is_not_filled():
    facts = dict.fromkeys(("first_name", "school", "day", "telephone"), "x")
    for wording in WORDINGS:
        assert "{" not in filled(wording.text + wording.subject, facts)
        if wording.channel == "text":
            assert len(wording.text) < 250

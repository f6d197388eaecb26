"""What may be entered, by tables: code, day, session, age, role, what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from register.codes import UnknownCode, codes_on
from register.rules.entry import (
    EntryFacts,
    EntryRefused,
    check_entry,
    check_withdrawal,
    is_nature_needed,
    is_reason_needed,
    refusal_of_code,
    refusal_of_details,
)
from schools.rules.sessions import Session, Slot

DAY = date(2026, 11, 20)
MORNING, AFTERNOON = Slot(DAY, Session.AM), Slot(DAY, Session.PM)
EVERY = frozenset(codes_on(DAY))
TEN, FOUR, NINETEEN = date(2016, 5, 1), date(2022, 5, 1), date(2007, 5, 1)

FACTS = EntryFacts(
    code="/", slot=MORNING, today=DAY, born_on=TEN, permitted=EVERY, nature="Swimming"
)


def refused(facts: EntryFacts) -> str:
    with pytest.raises(EntryRefused) as error:
        check_entry(facts)
    assert error.value.rule
    assert str(error.value) == error.value.sentence
    return error.value.sentence


@pytest.mark.parametrize("code", sorted(EVERY - {"/", "\\", "X", "Z", "#"}))
@pytest.mark.parametrize("slot", [MORNING, AFTERNOON])
def test_codes_of_the_day_are_entered_in_either_session(code, slot):
    assert check_entry(replace(FACTS, code=code, slot=slot)).code == code


def test_present_is_one_code_in_the_morning_and_another_in_the_afternoon():
    assert check_entry(FACTS).code == "/"
    assert check_entry(replace(FACTS, code="\\", slot=AFTERNOON)).code == "\\"
    assert refused(replace(FACTS, slot=AFTERNOON)) == (
        "/ is for the AM register; this one is PM: use \\."
    )
    assert refused(replace(FACTS, code="\\")).endswith("this one is AM: use /.")


@pytest.mark.parametrize(
    ("code", "born_on", "may"),
    [
        ("C2", TEN, True),
        ("C2", FOUR, False),
        ("C2", NINETEEN, False),
        ("T", TEN, True),
        ("T", NINETEEN, False),
        ("X", TEN, False),
        ("X", FOUR, True),
        ("X", NINETEEN, True),
        ("C", FOUR, True),
        ("C", None, True),
        ("X", None, False),
        ("C2", None, False),
    ],
)
def test_some_codes_depend_on_compulsory_school_age(code, born_on, may):
    facts = replace(FACTS, code=code, born_on=born_on)
    assert (refusal_of_code(facts) is None) is may


def test_a_refusal_by_age_says_whose_code_it_is_and_which_to_use():
    assert refused(replace(FACTS, code="C2", born_on=FOUR)) == (
        "C2 is for pupils of compulsory school age; on Fri 20 Nov this pupil is not of "
        "compulsory school age. Use X."
    )
    assert refused(replace(FACTS, code="X")).endswith(
        "is of compulsory school age. Use C2 for an agreed part-time timetable."
    )
    assert "date of birth first" in refused(replace(FACTS, code="X", born_on=None))


def test_age_is_that_of_the_session_and_not_of_today():
    # Compulsory school age begins on 31 December, the day after the term's last.
    born_on = date(2021, 12, 31)
    facts = replace(FACTS, code="X", born_on=born_on, today=date(2027, 2, 1))
    assert refusal_of_code(facts) is None
    assert refusal_of_code(replace(facts, slot=Slot(date(2027, 1, 4), Session.AM)))


@pytest.mark.parametrize("code", ["Z", "#"])
def test_what_the_roll_and_the_calendar_say_is_never_marked_by_hand(code):
    assert "makes it" in refused(replace(FACTS, code=code))


@pytest.mark.parametrize("code", ["B", "K", "Y7"])
def test_the_nature_of_some_codes_must_be_written_down(code):
    assert is_nature_needed(code, DAY)
    sentence = refused(replace(FACTS, code=code, nature="  "))
    assert sentence.startswith(f"{code} needs a few words on what it is")


def test_other_codes_need_no_nature():
    needy = {code for code in EVERY if is_nature_needed(code, DAY)}
    assert needy == {"B", "K", "Y7"}
    assert check_entry(replace(FACTS, code="V", nature="")).code == "V"
    assert {
        c for c in codes_on(date(2023, 5, 5)) if is_nature_needed(c, date(2023, 5, 5))
    } == {"B", "Y"}


def test_a_pupil_who_is_not_on_roll_has_no_mark():
    sentence = refused(replace(FACTS, is_on_roll=False))
    assert sentence.startswith("The pupil was not on roll on Fri 20 Nov")


def test_there_is_no_mark_where_there_is_no_session():
    assert "no session on Fri 20 Nov AM" in refused(replace(FACTS, is_session=False))


@pytest.mark.parametrize("code", ["/", "C", "V", "I"])
def test_nothing_is_marked_before_its_register_opens(code):
    sentence = refused(replace(FACTS, code=code, has_opened=False))
    assert sentence.startswith("The register of Fri 20 Nov AM has not opened.")
    assert "suggestion" in sentence


def test_a_role_enters_the_codes_that_the_school_lets_it_enter():
    facts = replace(FACTS, code="C", permitted=frozenset({"/", "L", "N"}))
    assert refused(facts) == (
        "Your role does not enter C (leave: exceptional circumstances) at this school: "
        "ask the office."
    )


@pytest.mark.parametrize(
    ("code", "day", "told"),
    [
        ("H", DAY, "last a code on 18 August 2024"),
        ("C2", date(2023, 11, 20), "became a code on 19 August 2024"),
        ("ZZ", DAY, "no attendance code ZZ"),
    ],
)
def test_a_code_is_entered_only_on_days_that_have_it(code, day, told):
    facts = replace(FACTS, code=code, slot=Slot(day, Session.AM))
    assert told in refused(facts)
    with pytest.raises(UnknownCode):
        refusal_of_details(facts)


def test_an_old_mark_is_amended_in_the_code_set_of_its_day():
    old = Slot(date(2023, 11, 20), Session.AM)
    facts = replace(FACTS, code="H", slot=old, permitted=frozenset({"H"}))
    assert check_entry(facts).code_set == "2006"


@pytest.mark.parametrize(
    ("existing", "code", "has_closed", "needed"),
    [
        (None, "I", True, False),
        ("N", "I", False, False),
        ("N", "I", True, True),
        ("I", "I", True, False),
    ],
)
def test_a_change_after_the_close_needs_its_reason(existing, code, has_closed, needed):
    facts = replace(FACTS, code=code, existing=existing, has_closed=has_closed)
    assert is_reason_needed(facts) is needed
    if needed:
        assert refused(replace(facts, reason=" ")) == (
            "The register has closed: changing N to I needs a reason, which the ledger "
            "keeps."
        )
    assert check_entry(replace(facts, reason="Mother rang")).code == code


def test_taking_a_mark_back_after_the_close_needs_its_reason():
    check_withdrawal(existing="L", has_closed=False, reason="")
    check_withdrawal(existing="L", has_closed=True, reason="Another child")
    with pytest.raises(EntryRefused, match="taking L back needs a reason"):
        check_withdrawal(existing="L", has_closed=True, reason=" ")


@pytest.mark.parametrize(
    ("code", "minutes", "told"),
    [
        ("L", 29, None),
        ("L", 30, "use U"),
        ("U", 30, None),
        ("U", 29, "use L"),
        ("L", 0, "counted from 1"),
        ("L", 1, None),
        ("I", 5, "go with L and U"),
        ("L", None, None),
    ],
)
def test_minutes_late_fit_the_code_and_the_time_the_register_is_open(
    code, minutes, told
):
    facts = replace(FACTS, code=code, minutes_late=minutes, minutes_open=30)
    if told is None:
        assert check_entry(facts).code == code
    else:
        assert told in refused(facts)


def test_minutes_late_are_taken_as_they_are_where_the_times_are_not_known():
    facts = replace(FACTS, code="L", minutes_late=95, minutes_open=None)
    assert check_entry(facts).code == "L"


def test_n_is_refused_once_its_reason_should_have_been_found():
    facts = replace(FACTS, code="N", n_deadline_on=date(2026, 11, 27))
    assert check_entry(replace(facts, today=date(2026, 11, 27))).code == "N"
    sentence = refused(replace(facts, today=date(2026, 11, 28)))
    assert "by Fri 27 Nov, five school days after: use O" in sentence
    late = replace(facts, code="O", today=date(2026, 12, 18))
    assert check_entry(late).code == "O"


def test_the_key_pad_greys_a_code_whatever_has_been_typed():
    untyped = replace(FACTS, code="B", nature="", existing="/", has_closed=True)
    assert refusal_of_code(untyped) is None
    assert refusal_of_details(untyped) is not None

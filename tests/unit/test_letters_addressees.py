"""Who receives a letter: households apart, restrictions obeyed, each with its reason."""

import pytest

from letters.codes import BY_KEY, BY_NAME
from letters.codes.kind import To
from letters.rules.addressees import (
    KEPT_APART,
    Channel,
    Circle,
    Home,
    Person,
    circle_of,
    lines_of,
)
from letters.rules.due import Due, without_written
from letters.rules.facts import lines_from_rows, problems_of, rows_from_lines
from letters.states import SERVED, Event, Status, status_of

HOME = Home(address="12 Mill Lane, Eastmarch", postcode="EM1 2AB")
EVERY = frozenset({"phone", "text", "email", "post"})


def person(number: int = 1, **more: object) -> Person:
    facts = {
        "adult": number,
        "title": "Ms",
        "first_name": f"Nell{number}",
        "last_name": "Harrow",
        "is_responsible": True,
        "lives_with_pupil": True,
        "channels": EVERY,
        "email": "nell@home.example",
        "address": "",
        "postcode": "",
        "address_is_confidential": False,
        "restriction": "",
        "has_court_order": False,
        "language": "English",
        "needs_interpreter": False,
        "needs_format": "",
    }
    return Person(**(facts | more))  # type: ignore[arg-type]


def away(number: int = 2, **more: object) -> Person:
    facts = {"lives_with_pupil": False, "address": "3 Quay Road", "postcode": "EM9 9ZZ"}
    return person(number, **(facts | more))


def circle(*people: Person, to: To = To.PARENTS) -> Circle:
    return circle_of(people, HOME, to)


def reasons(found: Circle) -> list[str]:
    return [row.reason for row in found.left_out]


def test_two_at_home_share_a_letter_whatever_the_spelling_of_their_address():
    found = circle(
        person(1),
        person(2, address="12, Mill Lane; Eastmarch", postcode="em1 2ab", title="Mr"),
    )
    [to] = found.addressees
    assert to.adults == (1, 2)
    assert to.salutation == "Ms Harrow and Mr Harrow"
    assert to.lines == (
        "Ms Nell1 Harrow and Mr Nell2 Harrow",
        "12 Mill Lane",
        "Eastmarch",
        "EM1 2AB",
    )


def test_each_household_has_its_own_letter_in_the_order_of_contacts():
    found = circle(away(9), person(1), person(2))
    assert [to.adults for to in found.addressees] == [(9,), (1, 2)]


def test_a_grandmother_without_responsibility_who_lives_elsewhere_is_no_parent():
    assert circle(away(is_responsible=False)) == Circle((), ())


def test_a_foster_carer_at_home_is_written_to():
    assert circle(person(is_responsible=False)).addressees


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (person(channels=frozenset()), "Nobody may contact"),
        (person(channels=frozenset({"phone"})), "Letters may not be sent"),
        (person(channels=frozenset({"email"}), email=""), "Letters may not be sent"),
        (away(address="", email=""), "No address"),
    ],
)
def test_who_may_not_be_written_to_is_left_out_with_the_reason(who, reason):
    found = circle(who)
    assert found.addressees == ()
    assert reason in reasons(found)[0]


def test_a_restriction_is_told_with_the_reason_and_with_the_letter():
    order = "No contact (court order)"
    who = person(channels=frozenset(), restriction=order)
    assert "court order" in reasons(circle(who))[0]
    [to] = circle(person(restriction=order, has_court_order=True)).addressees
    assert "No contact (court order)" in to.notes[0]
    assert "read it before you send" in to.notes[1]


def test_who_may_only_be_mailed_is_mailed():
    [to] = circle(person(channels=frozenset({"email"}))).addressees
    assert to.channel is Channel.EMAIL


def test_a_confidential_home_has_a_letter_of_its_own_without_an_address():
    found = circle(person(1), person(2, address_is_confidential=True))
    assert [to.adults for to in found.addressees] == [(1,), (2,)]
    hidden = found.addressees[1]
    assert hidden.lines == ("Ms Nell2 Harrow",)
    assert KEPT_APART in hidden.notes


def test_two_languages_at_home_are_two_letters():
    found = circle(person(1), person(2, language="Polish", needs_interpreter=True))
    assert [to.language for to in found.addressees] == ["English", "Polish"]
    assert "interpreter" in found.addressees[1].notes[0]


def test_a_letter_left_at_the_property_is_only_for_those_who_live_there():
    found = circle(person(1), away(2), to=To.HOME)
    assert [(to.adults, to.channel) for to in found.addressees] == [
        ((1,), Channel.HAND)
    ]
    assert "does not live where the letter is left" in reasons(found)[0]


def test_nobody_is_both_written_to_and_left_out():
    people = [person(1), person(2, channels=frozenset()), away(3), away(4, address="")]
    found = circle(*people)
    written = {adult for to in found.addressees for adult in to.adults}
    assert len(written) + len(found.left_out) == len(people)


def test_an_address_has_a_line_for_each_part_and_the_postcode_last():
    assert lines_of("Flat 4\n12 Mill Lane,, Eastmarch ", " EM1 2AB ") == (
        "Flat 4",
        "12 Mill Lane",
        "Eastmarch",
        "EM1 2AB",
    )


@pytest.mark.parametrize("event", SERVED)
def test_what_was_sent_stays_sent_also_when_it_is_corrected_later(event):
    assert status_of({event}, has_file=True, is_superseded=True) is Status.SENT


@pytest.mark.parametrize(
    ("events", "has_file", "is_superseded", "status"),
    [
        (set(), False, False, Status.RENDERING),
        (set(), True, False, Status.WAITING),
        (set(), True, True, Status.SUPERSEDED),
        ({Event.FAILED}, True, False, Status.FAILED),
        ({Event.FAILED, Event.EMAILED}, True, False, Status.SENT),
        ({Event.POSTED, Event.RETURNED}, True, False, Status.RETURNED),
        ({Event.WITHDRAWN}, True, True, Status.WITHDRAWN),
    ],
)
def test_a_letter_stands_as_what_happened_to_it_says(
    events, has_file, is_superseded, status
):
    found = status_of(events, has_file=has_file, is_superseded=is_superseded)
    assert found is status


def test_what_was_asked_for_and_what_two_say_is_due_once():
    row = Due(kind="lateness", pupil=1, cause="c", reason="r")
    other = Due(kind="lateness", pupil=2, cause="c", reason="r")
    assert without_written([row, row, other], frozenset()) == [row, other]
    assert without_written([row, other], frozenset({("lateness", 1, "c")})) == [other]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Sessions is missing."),
        ({"sessions": "Monday"}, "rows with a day"),
        ({"sessions": [{"day": "x", "session": "a", "recorded": "b"}]}, "rows with"),
        ({"reply_by": "27/11/2026"}, "must be a day"),
        ({"colour": "red"}, "no field"),
        ({"words": "A123456789012"}, "unique pupil number"),
        ({"words": 7}, "must be text"),
    ],
)
def test_facts_are_refused_by_field(facts, words):
    found = problems_of(BY_KEY["absence_reminder"], facts)
    assert any(words in problem.sentence for problem in found)


def test_rows_are_typed_as_lines_and_come_back_as_typed():
    field = BY_NAME["sessions"]
    rows = rows_from_lines(field, "16/11/2026 | morning | No reason | given\n\n")
    assert rows == [
        {"day": "2026-11-16", "session": "morning", "recorded": "No reason | given"}
    ]
    assert lines_from_rows(field, rows) == "2026-11-16 | morning | No reason | given"
    broken = rows_from_lines(field, "sometime")
    assert problems_of(BY_KEY["absence_reminder"], {"sessions": broken})

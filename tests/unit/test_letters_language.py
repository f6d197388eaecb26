"""The language of letters: it names what is declared, and can do nothing else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.codes import BY_KEY, FIELDS, KINDS
from letters.codes.texts import MAIL, subject_and_text
from letters.rules.checking import faults_of, fields_of, omissions_of
from letters.rules.facts import problems_of
from letters.rules.language import BadText, MissingFact, fill, parse
from letters.rules.markup import to_html, to_plain
from letters.rules.numbers import upns_in

REMINDER = BY_KEY["absence_reminder"]
SAID = {
    "salutation": "Ms Harrow",
    "pupil_name": "Ada Pupil",
    "sessions": [
        {"day": "Monday", "session": "morning", "recorded": "No reason"},
        {"day": "Tuesday", "session": "morning", "recorded": "No reason"},
    ],
    "words": "",
}


def html(text: str, **said: object) -> str:
    return to_html(*fill(parse(text), SAID | said))


def plain(text: str, **said: object) -> str:
    return to_plain(*fill(parse(text), SAID | said))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_our_own_texts_name_only_what_is_declared_and_omit_nothing(kind):
    subject, text = subject_and_text(kind.key)
    assert [faults_of(words, kind) for words in (subject, text, MAIL)] == [[], [], []]
    assert omissions_of([subject, text], kind) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_field_of_a_letter_is_known_and_none_is_a_number_of_the_pupil(kind):
    names = [field.name for field in fields_of(kind)]
    assert len(names) == len(set(names))
    assert not [name for name in names if "upn" in name]
    assert set(kind.must_name) <= set(kind.needs)


def test_every_row_of_the_policies_that_is_a_letter_has_its_kind():
    named = {row for kind in KINDS for row in kind.rows}
    letters = {"000-30", "000-32", "000-47", "002-18", "002-29", "002-41", "002-43",
               "002-44", "002-45", "002-46", "003-08", "003-32", "003-33", "003-34",
               "003-35", "003-38"}  # fmt: skip
    assert letters <= named


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Dear\n\n{{ upn }}", 3, "no field"),
        ("{{ salutation.upper }}", 1, "no field"),
        ("{{ salutation() }}", 1, "not the name of a field"),
        ("{{ salutation | safe }}", 1, "not the name of a field"),
        ("{{ 7 * 7 }}", 1, "not the name of a field"),
        ("{{ __class__ }}", 1, "not the name of a field"),
        ("{{ config['x'] }}", 1, "not the name of a field"),
        ("a\n{% import os %}", 2, "not understood"),
        ("{% set x = 1 %}", 1, "not understood"),
        ("{% for x in range %}{% endfor %}", 1, "no field"),
        ("{% for x in salutation %}{% endfor %}", 1, "no rows"),
        ("{% for words in sessions %}{% endfor %}", 1, "a field already"),
        ("{% for x in sessions %}{{ x }}{% endfor %}", 1, "say which part"),
        ("{% for x in sessions %}{{ x.upn }}{% endfor %}", 1, "say which part"),
        ("{{ sessions }}", 1, "can only stand in “for”"),
        ("{{ words }}", 1, "not always known"),
        ("{% if words %}{% endif %}\n{{ words }}", 2, "not always known"),
        ("{% if not words %}{{ words }}{% endif %}", 1, "not always known"),
        ("\n{% if words %}", 2, "never closed"),
        ("{% endif %}", 1, "closes nothing"),
        ("{% if words %}{% endfor %}", 1, "closes nothing"),
        ("{% else %}", 1, "belongs to no"),
        ("{{ salutation }", 1, "no other half"),
        ("a\n}} b", 2, "no other half"),
        ("{% if words %}\n{{ x }}\n{% endif %}\n", 2, "no field"),
        ("ok\n\ue000", 2, "cannot be printed"),
        ("Number\nA123456789012", 2, "never printed"),
    ],
)
def test_what_a_text_may_not_say_is_refused_with_its_line(text, line, words):
    [fault] = faults_of(text, REMINDER)
    assert fault.line == line
    assert words in fault.sentence


def test_conditions_cannot_stand_without_end_inside_each_other():
    deep = "{% if words %}" * 20 + "{% endif %}" * 20
    assert "too deep" in faults_of(deep, REMINDER)[0].sentence


def test_what_a_letter_must_name_is_missed_by_name():
    notice = BY_KEY["notice_to_improve"]
    assert omissions_of(["Dear {{ salutation }}"], notice) == list(notice.must_name)
    assert omissions_of(["{% if penalty_warning %}x"], notice)


def test_a_condition_prints_one_side_and_a_line_of_a_tag_leaves_no_gap():
    text = "a\n{% if words %}\nb\n{% else %}\nc\n{% endif %}\nd"
    assert plain(text) == "a\nc\nd\n"
    assert plain(text, words="x") == "a\nb\nd\n"


def test_rows_print_one_line_each():
    text = (
        "{% for row in sessions %}\n- {{ row.day }}, {{ row.recorded }}\n{% endfor %}"
    )
    assert plain(text) == "- Monday, No reason\n- Tuesday, No reason\n"


def test_a_value_that_is_not_there_is_named_with_its_line():
    with pytest.raises(MissingFact) as missing:
        plain("a\n\n{{ reply_by }}")
    assert (missing.value.name, missing.value.line) == ("reply_by", 3)


def test_marks_become_tags():
    made = html(
        "## Head\n\none\ntwo\n\n- a\n- **b**\n\n1. x\n\n- [ ] tick\n\n| h | i |\n| j |"
        " ____ |\n\n~~~\n\n____\n____\n\n===\n\nnext"
    )
    for part in (
        "<h2>Head</h2>",
        "<p>one<br>two</p>",
        "<ul><li>a</li><li><strong>b</strong></li></ul>",
        "<ol><li>x</li></ol>",
        '<ul class="ticks"><li>tick</li></ul>',
        '<th scope="col">h</th>',
        '<td><span class="line"></span></td>',
        '<div class="room"></div>',
        '<p class="rule"></p>\n<p class="rule"></p>',
        '<section class="next">\n<p>next</p>',
    ):
        assert part in made


def test_an_item_that_is_a_value_of_several_lines_is_as_many_items():
    made = html("- {{ words }}", words="one\n- two\n\nthree")
    assert made.count("<li>") == 3
    assert "<li>two</li>" in made


@given(st.text())
def test_no_value_can_break_out_of_its_place(value):
    made = html(
        "<i>| {{ pupil_name }} | x |\n**{{ pupil_name }}**", pupil_name=value or "a"
    )
    assert "<i>" not in made
    assert made.count("<p>") == 1
    assert "<script" not in made


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text):
    faults = faults_of(text, REMINDER)
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in faults)
    with suppress(BadText, MissingFact):
        fill(parse(text), SAID)


def test_upns_are_found_however_they_are_spaced():
    assert upns_in("it is A123456789012.")
    assert upns_in("it is A123 4567 8901 2.")
    assert upns_in("temporary A12345678901B")
    assert not upns_in("call 0113 496 0220 or EM1 2AB")


def test_samples_of_fields_are_of_their_shape():
    samples = {
        f.name: [dict(row) for row in f.sample]
        if isinstance(f.sample, tuple | list)
        else f.sample
        for f in FIELDS
    }
    for kind in KINDS:
        assert problems_of(kind, {name: samples[name] for name in kind.asked}) == []

from __future__ import annotations

from schools.codes.ethnicity import ETHNICITIES
from schools.codes.fixed import FIXED
from schools.codes.flags import BY_KEY, FLAGS, VULNERABLE, FlagGroup, SeenBy
from schools.codes.questions import QUESTIONS


def test_every_flag_has_a_key_of_its_own_that_fits_its_column():
    assert len(BY_KEY) == len(FLAGS)
    assert all(key.isidentifier() and len(key) <= 40 for key in BY_KEY)
    assert {kind.group for kind in FLAGS} == set(FlagGroup)
    assert all(kind.source and kind.label for kind in FLAGS)


def test_money_and_travel_make_nobody_vulnerable_and_care_does():
    assert {"looked_after", "child_protection", "young_carer"} <= VULNERABLE
    assert not VULNERABLE & {"pupil_premium", "free_school_meals"}
    assert "authority_transport" not in VULNERABLE


def test_what_protects_a_child_is_seen_by_those_who_need_it():
    hidden = {kind.key for kind in FLAGS if kind.seen_by is SeenBy.SAFEGUARDING}
    assert {"child_protection", "child_in_need", "domestic_abuse"} <= hidden
    open_to_teachers = {kind.key for kind in FLAGS if kind.seen_by is SeenBy.TEACHERS}
    assert not open_to_teachers & VULNERABLE


def test_a_flag_with_a_social_worker_or_officer_asks_for_them():
    asks = {kind.key for kind in FLAGS if kind.has_worker}
    assert {"social_worker", "youth_justice", "looked_after"} <= asks


def test_every_question_says_what_stands_behind_it_and_keeps_its_key():
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert all(q.guidance.endswith(".") and q.source for q in QUESTIONS)
    assert all(question.key.isidentifier() for question in QUESTIONS)


def test_ethnicities_are_codes_of_four_letters_and_one_may_be_refused():
    assert all(len(c) == 4 and c.isupper() for c in ETHNICITIES)
    assert {"REFU", "NOBT"} <= ETHNICITIES.keys()


def test_what_the_law_fixes_is_shown_with_its_source():
    assert all(fixed.value and fixed.source for fixed in FIXED)

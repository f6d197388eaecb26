"""Which steps fall due on which day, for whom; the four ready ladders among them."""

import pytest

from followup.codes.ladders import READY_LADDERS
from followup.codes.steps import StepKind, Whom
from followup.rules.ladder import Rung, applies, due_by, rule_words
from followup.states import Need
from schools.codes.questions import BY_KEY
from schools.codes.questions_absence import OWN_LADDER

BY_LADDER = {ladder.key: ladder for ladder in READY_LADDERS}


def rungs(key):
    return [
        Rung(
            order,
            *step.days,
            step.is_daily,
            step.is_mandatory,
            step.whom,
            step.do,
            step.words,
        )
        for order, step in enumerate(BY_LADDER[key].steps)
    ]


def due(key, day, need=Need.OTHER, *, must=False):
    return {
        one.rung.kind
        for one in due_by(rungs(key), day, need)
        if one.rung.is_mandatory or not must
    }


def test_a_setting_offers_each_ready_ladder_and_a_table_of_ones_own():
    assert set(BY_KEY["absence_ladder"].choices) == {*BY_LADDER, OWN_LADDER}


@pytest.mark.parametrize(
    ("whom", "needs"),
    [
        (Whom.EVERYONE, set(Need)),
        (Whom.VULNERABLE, {Need.VULNERABLE, Need.SOCIAL_CARE}),
        (Whom.NOT_VULNERABLE, {Need.OTHER}),
        (Whom.SOCIAL_CARE, {Need.SOCIAL_CARE}),
    ],
)
def test_a_step_is_for_those_it_names(whom, needs):
    assert {need for need in Need if applies(whom, need)} == needs


def test_a_daily_step_is_due_on_its_own_days_only_and_another_stays_due():
    daily = Rung(1, 1, 2, True, False, Whom.EVERYONE, StepKind.CALL, "Call")
    once = Rung(2, 2, 4, False, False, Whom.EVERYONE, StepKind.VISIT, "Visit")
    found = {
        day: [
            (one.rung.id, one.day_number)
            for one in due_by([daily, once], day, Need.OTHER)
        ]
        for day in range(1, 6)
    }
    assert found == {
        1: [(1, 1)],
        2: [(1, 2), (2, 2)],
        3: [(2, 2)],
        4: [(2, 2)],
        5: [(2, 2)],
    }


def test_the_primary_visits_from_day_three_and_refers_on_day_five():
    key = "visits_from_day_three"
    assert StepKind.VISIT not in due(key, 2)
    assert StepKind.VISIT in due(key, 3, must=True)
    assert StepKind.REFER_MISSING not in due(key, 4)
    assert StepKind.REFER_MISSING in due(key, 5, must=True)


def test_the_academy_decides_each_day_and_must_visit_by_day_three():
    key = "safe_and_well_by_day_three"
    for day in (1, 2):
        assert StepKind.DECIDE_VISIT in due(key, day, must=True)
        assert StepKind.ALERT_LEAD in due(key, day, must=True)
        assert StepKind.VISIT not in due(key, day)
    assert StepKind.VISIT in due(key, 3, must=True)
    assert StepKind.TELL_WORKERS not in due(key, 1)
    assert StepKind.TELL_WORKERS in due(key, 1, Need.SOCIAL_CARE, must=True)


def test_the_special_school_reminds_in_writing_on_day_five_and_calls_each_day():
    key = "reminder_on_day_five"
    assert all(StepKind.CALL in due(key, day, must=True) for day in range(1, 21))
    assert StepKind.LETTER not in due(key, 4)
    assert StepKind.LETTER in due(key, 5, must=True)


def test_the_county_refers_on_day_ten_and_a_vulnerable_child_on_day_five():
    key = "county_checklist"
    assert StepKind.REFER_MISSING not in due(key, 9)
    assert StepKind.REFER_MISSING in due(key, 10, must=True)
    assert StepKind.REFER_MISSING not in due(key, 4, Need.VULNERABLE)
    assert StepKind.REFER_MISSING in due(key, 5, Need.VULNERABLE, must=True)
    assert StepKind.SOCIAL_CARE in due(key, 1, Need.SOCIAL_CARE, must=True)
    assert StepKind.VISIT in due(key, 1, Need.VULNERABLE, must=True)
    assert StepKind.VISIT not in due(key, 1)


def test_the_rule_is_said_with_its_days_its_source_and_who_chose_it():
    rung = Rung(1, 2, 10, False, True, Whom.NOT_VULNERABLE, StepKind.VISIT, "Visit")
    said = rule_words(rung, ladder="Checklist", chosen_by="Governors", source="County")
    assert said == (
        "Checklist: days 2 to 10, for pupils not known to be vulnerable (County; chosen"
        " by Governors). Must be done."
    )

"""Who stands first on the list of children nobody can account for."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rules.need import Child, families_of, in_order, need_of
from followup.states import Need

BORN = dt.date(2016, 5, 1)


def child(number, need=Need.OTHER, day=1, born=BORN, family=None):
    return Child(number, need, day, born, number if family is None else family)


@pytest.mark.parametrize(
    ("flags", "listed", "need"),
    [
        ((), False, Need.OTHER),
        (("pupil_premium",), False, Need.OTHER),
        (("young_carer",), False, Need.VULNERABLE),
        ((), True, Need.VULNERABLE),
        (("young_carer", "social_worker"), False, Need.SOCIAL_CARE),
        (("looked_after",), True, Need.SOCIAL_CARE),
    ],
)
def test_flags_and_the_vulnerable_list_say_how_soon_a_child_must_be_found(
    flags, listed, need
):
    assert need_of(flags, is_listed=listed) is need


def test_need_comes_before_days_and_days_before_age():
    ordered = in_order(
        [
            child(1, born=dt.date(2020, 1, 1)),
            child(2, day=3),
            child(3, Need.VULNERABLE),
            child(4, Need.SOCIAL_CARE),
            child(5),
        ]
    )
    assert [row.enrolment_id for row in ordered] == [4, 3, 2, 1, 5]


def test_siblings_stand_together_where_the_most_urgent_of_them_stands():
    ordered = in_order(
        [
            child(1, family=1),
            child(2, Need.VULNERABLE),
            child(3, Need.SOCIAL_CARE, family=1),
        ]
    )
    assert [row.enrolment_id for row in ordered] == [3, 1, 2]


def test_a_family_is_joined_through_any_of_its_members():
    families = families_of([(1, 2), (2, 3), (5, 6)], [1, 2, 3, 4, 5, 6])
    assert families == {1: 1, 2: 1, 3: 1, 4: 4, 5: 5, 6: 5}


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Need)), st.integers(1, 20), st.integers(0, 3)),
        max_size=12,
    )
)
def test_nobody_is_lost_and_every_family_is_in_one_piece(rows):
    children = [
        child(number, need, day, family=family)
        for number, (need, day, family) in enumerate(rows)
    ]
    ordered = in_order(children)
    assert sorted(ordered, key=id) == sorted(children, key=id)
    families = [row.family for row in ordered]
    changes = sum(a != b for a, b in itertools.pairwise(families))
    assert changes == max(0, len(set(families)) - 1)

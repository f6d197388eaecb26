"""What is refused as a UPN, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import upn as stdnum_upn

from schools.rules.upn import compact, refusal_of_upn


@pytest.mark.parametrize("typed", ["H801200001001", " h801 2000-01001 "])
def test_a_number_is_right_however_it_is_typed(typed):
    assert compact(typed) == "H801200001001"
    assert refusal_of_upn(compact(typed)) is None


def test_an_authority_made_after_the_list_of_the_library_is_no_reason_to_refuse():
    digits = "941200001001"  # West Northamptonshire, since 2021
    number = stdnum_upn.calc_check_digit(digits) + digits
    assert not stdnum_upn.is_valid(number)
    assert refusal_of_upn(number) is None


@pytest.mark.parametrize(
    "number", ["", "H80120000100", "H8012000010011", "I801200001001", "H80120000100O"]
)
def test_a_wrong_shape_is_refused_with_the_right_one(number):
    assert "a letter, eleven digits" in (refusal_of_upn(number) or "")


@given(st.text("0123456789", min_size=12, max_size=12), st.sampled_from("ABCDEFGHJK"))
def test_only_the_letter_that_fits_the_digits_is_taken(digits, letter):
    right = stdnum_upn.calc_check_digit(digits)
    refusal = refusal_of_upn(letter + digits)
    assert (refusal is None) is (letter == right)

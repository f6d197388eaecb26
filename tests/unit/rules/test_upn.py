"""python-stdnum is trusted with UPNs; these are the ways in which we rely on it."""

from __future__ import annotations

import pytest
from stdnum.exceptions import ValidationError
from stdnum.gb import upn


@pytest.mark.parametrize(
    "number", ["H801200001001", "B801200005001", "h801 2000 01001"]
)
def test_a_permanent_number_is_valid_however_it_is_typed(number):
    assert upn.is_valid(number)
    assert upn.validate(number) == upn.compact(number)


@pytest.mark.parametrize("number", ["A801200001001", "H801200001002", "H80120000100"])
def test_a_wrong_letter_digit_or_length_is_refused(number):
    with pytest.raises(ValidationError):
        upn.validate(number)


def test_a_temporary_number_ends_in_a_letter_and_is_valid():
    letter = upn.calc_check_digit("801200025001"[:-1] + "A")
    assert upn.is_valid(f"{letter}80120002500A")


def test_a_number_of_no_local_authority_is_refused_though_its_letter_is_right():
    # The example of the DfE's guide: its authority 001 does not exist.
    assert upn.calc_check_digit("00180001701A") == "X"
    assert not upn.is_valid("X00180001701A")

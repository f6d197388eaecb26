"""Unique pupil numbers: whether one is right.

The check letter is python-stdnum's arithmetic (DfE UPN guide, annex). Its list of local
authorities is older than the authorities of 2019 to 2023, so an authority that it does
not know is no reason to refuse a number whose letter is right.
"""

from __future__ import annotations

import re

from stdnum.gb import upn as stdnum_upn

_SHAPE = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")


def compact(typed: str) -> str:
    """Return a number as it is stored, however it was typed."""
    return re.sub(r"[\s-]", "", typed).upper()


def refusal_of_upn(number: str) -> str | None:
    """Say what is wrong with a compact number, or None where nothing is."""
    if not _SHAPE.fullmatch(number):
        return (
            "A UPN is a letter, eleven digits and a digit, or a letter at the end if it"
            " is temporary. I, O and S are not used."
        )
    letter = stdnum_upn.calc_check_digit(number[1:])
    if letter != number[0]:
        return "The first letter does not fit the digits: check the number as typed."
    return None

"""Values as other systems write them: days, years, telephone numbers, yes and no."""

from __future__ import annotations

from datetime import date, datetime

import phonenumbers

_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
_YES = frozenset({"y", "yes", "true", "t", "1", "x"})
_NO = frozenset({"n", "no", "false", "f", "0", ""})
_YEARS = {"r": 0, "reception": 0, "rec": 0, "nursery": -1, "n1": -2, "n2": -1, "n": -1}
_LAST_YEAR = 14


class NotRead(ValueError):
    """A value that is none of its kind; the message is the sentence for the file."""


def read_day(cell: str) -> date:
    """Return a day, written in any usual English way or as ISO 8601."""
    for shape in _DAYS:
        try:
            # A day has no zone: the moment's only use is its date.
            return datetime.strptime(cell, shape).date()  # noqa: DTZ007
        except ValueError:
            continue
    msg = f"“{cell}” is no day. Write it as 27/03/2016."
    raise NotRead(msg)


def read_year(cell: str) -> int:
    """Return the national curriculum year: 5, Year 5, R, N2."""
    said = cell.casefold().removeprefix("year").removeprefix("yr").strip()
    if said in _YEARS:
        return _YEARS[said]
    if said.isdecimal() and 1 <= int(said) <= _LAST_YEAR:
        return int(said)
    msg = f"“{cell}” is no year group. Write N1, N2, R or 1 to {_LAST_YEAR}."
    raise NotRead(msg)


def read_yes(cell: str) -> bool:
    """Return whether a cell says yes; a blank one says no."""
    said = cell.casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    msg = f"“{cell}” is neither yes nor no."
    raise NotRead(msg)


def read_phone(cell: str) -> str:
    """Return a telephone number in international form: +447700900123."""
    try:
        number = phonenumbers.parse(cell, "GB")
    except phonenumbers.NumberParseException:
        number = None
    whole = phonenumbers.ValidationResult.IS_POSSIBLE
    if number is None or phonenumbers.is_possible_number_with_reason(number) != whole:
        msg = f"“{cell}” is no telephone number. Write it like 07700 900123."
        raise NotRead(msg)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return str(phonenumbers.format_number(number, e164))

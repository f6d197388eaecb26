"""Telephone numbers as staff read them out: 07700 900383."""

from functools import cache

import phonenumbers

HOME = 44


@cache
def said(number: str) -> str:
    """Return a stored number in the groups in which it is read out."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == HOME
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(parsed, style))

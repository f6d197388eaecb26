"""Prints the facts of a letter in the language of its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import translation
from django.utils.formats import date_format

from letters.codes.field import Shape
from letters.codes.fields import BY_NAME
from letters.codes.languages import code_of
from letters.rules.facts import is_blank

Said = dict[str, object]
# `E` is the month as it stands in a date, where a language has such a form.
_LONG = "l j E Y"
_CAPITALS = ("en", "de")


def said_in(language: str, facts: Mapping[str, object]) -> Said:
    """Return facts as a text prints them: days in words, numbers as digits."""
    with translation.override(_django_code(language)):
        return {
            name: _said(name, value)
            for name, value in facts.items()
            if not is_blank(value)
        }


def say_day(value: str, language: str) -> str:
    """Write a stored day in words."""
    with translation.override(_django_code(language)):
        return _day(value)


def _said(name: str, value: object) -> object:
    field = BY_NAME.get(name)
    shape = field.shape if field else Shape.TEXT
    if shape is Shape.DAY:
        return _day(str(value))
    if field and shape is Shape.CHOICE:
        return field.choices.get(str(value), str(value)).lower()
    if shape is Shape.ROWS and isinstance(value, list | tuple):
        return [_row(row) for row in value]
    return str(value)


def _row(row: Mapping[str, str]) -> dict[str, str]:
    return {
        name: _day(value) if name == "day" else value for name, value in row.items()
    }


def _day(value: str) -> str:
    words = date_format(dt.date.fromisoformat(value), _LONG)
    has_capitals = str(translation.get_language()).startswith(_CAPITALS)
    return words if has_capitals else words.lower()


def _django_code(language: str) -> str:
    return code_of(language).lower()

"""Asks for the facts of one letter: a field for each that its kind may name."""

from collections.abc import Callable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField, TimeField
from core.forms.base import say_plainly
from letters.codes.field import Field, Shape
from letters.codes.fields import BY_NAME
from letters.codes.kind import Kind
from letters.rules.facts import (
    is_blank,
    lines_from_rows,
    problems_of,
    rows_from_lines,
)

LONGEST = 4000


class FactsForm(Form):
    """The facts of one letter about one pupil."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        known = kwargs.pop("known", None) or {}
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in kind.asked:
            field = BY_NAME[name]
            self.fields[name] = _form_field(field, is_needed=name in kind.needs)
            self.initial.setdefault(name, _initial(field, known.get(name)))
        say_plainly(self.fields, {})

    def clean(self) -> dict[str, Any]:
        """Put each problem of the facts beside its field."""
        for problem in problems_of(self.kind, self.facts):
            if problem.field in self.fields and problem.field not in self.errors:
                self.add_error(problem.field, problem.sentence)
        return self.cleaned_data

    @property
    def facts(self) -> dict[str, object]:
        """Return what was typed, as a letter stores it."""
        stored = {
            name: _stored(BY_NAME[name], value)
            for name, value in self.cleaned_data.items()
        }
        return {name: value for name, value in stored.items() if not is_blank(value)}


def _form_field(field: Field, *, is_needed: bool) -> forms.Field:
    make, more = _MAKERS[field.shape]
    if field.shape is Shape.CHOICE:
        more = {**more, "choices": list(field.choices.items())}
    return make(label=field.label, help_text=field.hint, required=is_needed, **more)


_MAKERS: dict[Shape, tuple[Callable[..., forms.Field], dict[str, Any]]] = {
    Shape.DAY: (NativeDayField, {}),
    Shape.TIME: (TimeField, {}),
    Shape.COUNT: (forms.IntegerField, {"min_value": 0, "max_value": 99_999}),
    Shape.CHOICE: (forms.ChoiceField, {"widget": forms.RadioSelect}),
    Shape.TEXT: (forms.CharField, {"max_length": 200}),
    Shape.WORDS: (
        forms.CharField,
        {"max_length": LONGEST, "widget": forms.Textarea(attrs={"rows": 3})},
    ),
    Shape.ROWS: (
        forms.CharField,
        {"max_length": LONGEST, "widget": forms.Textarea(attrs={"rows": 4})},
    ),
}


def _initial(field: Field, known: object) -> object:
    if field.shape is Shape.ROWS:
        return lines_from_rows(field, known)
    return field.suggested if known is None else known


def _stored(field: Field, value: Any) -> object:
    if field.shape is Shape.ROWS:
        return rows_from_lines(field, value or "")
    if field.shape is Shape.DAY:
        return value.isoformat() if value else ""
    if field.shape is Shape.TIME:
        return f"{value:%H:%M}" if value else ""
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else value

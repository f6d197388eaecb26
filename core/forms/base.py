"""Forms that say what to do, not that something is invalid."""

from typing import Any

from django import forms

_CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def say_plainly(fields: dict[str, forms.Field], names: dict[str, str]) -> None:
    """Give each field an error that names it, unless it has words of its own."""
    for name, field in fields.items():
        label = str(field.label or names[name])
        asked = label[:1].lower() + label[1:]
        verb = "Choose" if isinstance(field, _CHOSEN) else "Enter"
        if (
            field.error_messages["required"]
            == forms.Field.default_error_messages["required"]
        ):
            field.error_messages["required"] = f"{verb} {asked}."


class _PlainWords:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {name: name.replace("_", " ").capitalize() for name in self.fields}
        say_plainly(self.fields, names)


class Form(_PlainWords, forms.Form):
    """A form whose missing answers are asked for by name."""


class FilterForm(Form):
    """The fields above a list; none is ever required, so none says so."""

    marks_optional = False


class ModelForm(_PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """A form over a row, whose missing answers are asked for by name."""

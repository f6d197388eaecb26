"""A form field with the values that a GOV.UK macro asks for."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from core.forms.widgets import ThreePartDay

# The first match wins, so a class stands before the class that it derives from.
_CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (ThreePartDay, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkboxes"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)
_PASSED_ON = ("autocomplete", "autocapitalize", "inputmode", "pattern", "spellcheck")
_WIDTHS = {
    "date": "govuk-input--width-10",
    "number": "govuk-input--width-4",
    "time": "rb-input--time",
}
_DJANGO_ROWS = "10"


class GovukBoundField(BoundField):
    """A field, its value and its errors, ready for `components/forms/field.jinja`."""

    @property
    def control(self) -> str:
        """Name the GOV.UK component that the widget is drawn with."""
        widget = self.field.widget
        return next(
            (name for kind, name in _CONTROLS if isinstance(widget, kind)), "input"
        )

    @property
    def focus_id(self) -> str:
        """Name the element that an error summary leads to."""
        if self.control == "date":
            return f"{self.auto_id}_0"
        if isinstance(
            self.field.widget, forms.RadioSelect
        ):  # many checkboxes derive from it
            return f"{self.auto_id}_0"
        return self.auto_id

    def get_context(self) -> dict[str, Any]:
        """Give the template the component's name and its parameters."""
        shape = {
            "date": self._date,
            "radios": self._choices,
            "checkboxes": self._choices,
            "select": self._select,
            "textarea": self._textarea,
        }.get(self.control, self._input)
        return {
            **super().get_context(),
            "control": self.control,
            "params": {**self._common(), **shape()},
        }

    def _common(self) -> dict[str, Any]:
        params: dict[str, Any] = {"id": self.auto_id, "name": self.html_name}
        if self.help_text:
            kind = "html" if hasattr(self.help_text, "__html__") else "text"
            params["hint"] = {kind: self.help_text}
        if self.errors:
            params["errorMessage"] = {
                "text": " ".join(str(error) for error in self.errors)
            }
        return params

    def _label(self) -> dict[str, str]:
        asked = self.field.required or not getattr(self.form, "marks_optional", True)
        optional = "" if asked else " (optional)"
        return {"text": f"{self.label}{optional}", "classes": "govuk-label--s"}

    def _attributes(self, *known: str) -> dict[str, Any]:
        attrs = {
            **self.field.widget.attrs,
            **self.field.widget_attrs(self.field.widget),
        }
        return {
            name: "" if value is True else value
            for name, value in attrs.items()
            if value is not False
            and name not in {*known, *_PASSED_ON, "class", "placeholder"}
        }

    def _input(self) -> dict[str, Any]:
        widget = self.field.widget
        attrs = widget.attrs
        kind = attrs.get("type") or getattr(widget, "input_type", "text")
        value = None if self.control in ("password", "file") else self._shown()
        return {
            "label": self._label(),
            "type": kind,
            "value": value,
            "classes": attrs.get("class") or _WIDTHS.get(kind, ""),
            "attributes": self._attributes("type"),
            **{name: attrs[name] for name in _PASSED_ON if name in attrs},
        }

    def _shown(self) -> str | None:
        shown = self.field.widget.format_value(self.value())
        return None if shown is None else str(shown)

    def _textarea(self) -> dict[str, Any]:
        attrs = self.field.widget.attrs
        return {
            "label": self._label(),
            "value": self._shown() or "",
            "rows": 3 if attrs.get("rows") == _DJANGO_ROWS else attrs.get("rows", 3),
            "attributes": self._attributes("rows", "cols"),
        }

    def _select(self) -> dict[str, Any]:
        items = [
            {
                "value": option.data["value"],
                "text": option.data["label"],
                "selected": option.data["selected"],
            }
            for option in self.subwidgets
        ]
        return {
            "label": self._label(),
            "items": items,
            "attributes": self._attributes(),
        }

    def _choices(self) -> dict[str, Any]:
        if isinstance(self.field.widget, forms.CheckboxInput):
            return self._single_checkbox()
        items = [
            {
                "id": f"{self.auto_id}_{index}",
                "value": option.data["value"],
                "text": option.data["label"],
                "checked": option.data["selected"],
            }
            for index, option in enumerate(self.subwidgets)
        ]
        return {
            "items": items,
            "idPrefix": self.auto_id,
            "fieldset": {
                "legend": {**self._label(), "classes": "govuk-fieldset__legend--s"}
            },
            "classes": self._choice_classes(len(items)),
        }

    def _choice_classes(self, count: int) -> str:
        inline = count <= 3 and self.control == "radios"  # noqa: PLR2004
        return f"govuk-{self.control}--small" + (
            " govuk-radios--inline" if inline else ""
        )

    def _single_checkbox(self) -> dict[str, Any]:
        hint = {"text": self.help_text} if self.help_text else None
        item = {
            "id": self.auto_id,
            "value": "on",
            "text": self.label,
            "checked": bool(self.value()),
            "hint": hint,
        }
        return {"items": [item], "hint": None, "classes": "govuk-checkboxes--small"}

    def _date(self) -> dict[str, Any]:
        widget = self.field.widget
        parts = (
            widget.decompress(self.value())
            if not isinstance(self.value(), list)
            else self.value()
        )
        names = ("Day", "Month", "Year")
        items = [
            {
                "id": f"{self.auto_id}_{index}",
                "name": f"{self.html_name}_{index}",
                "label": names[index],
                "value": part or "",
                "classes": f"govuk-input--width-{4 if index == 2 else 2}"  # noqa: PLR2004
                + (" govuk-input--error" if self.errors else ""),
            }
            for index, part in enumerate(parts)
        ]
        return {
            "items": items,
            "fieldset": {
                "legend": {**self._label(), "classes": "govuk-fieldset__legend--s"}
            },
        }

"""Forms of files: the upload, and which heading holds what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from core.forms import Form
from core.tables import MOST_BYTES
from schools.rules.importing.columns import Column

_SAMPLE = 40


class UploadForm(Form):
    """A file and what it holds."""

    kind = forms.ChoiceField(label="What the file holds", widget=forms.RadioSelect)
    file = forms.FileField(
        label="CSV file",
        help_text=f"One line of headings, then a line each. Up to"
        f" {MOST_BYTES // 1_000_000} MB.",
        error_messages={"empty": "The file is empty."},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = list(kinds)
        if len(kinds) == 1:
            kind.initial = kinds[0][0]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            megabytes = (file.size or 0) / 1_000_000
            raise ValidationError(
                f"The file has {megabytes:.0f} MB; {MOST_BYTES // 1_000_000} MB is the"
                " most. Send it in parts."
            )
        return file


class ColumnsForm(Form):
    """One choice for each thing that a file may hold."""

    marks_optional = False

    def __init__(
        self,
        *args: Any,
        columns: Sequence[Column],
        header: Sequence[str],
        first: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Not in the file")]
        for name, cell in zip(header, first, strict=True):
            sample = cell if len(cell) <= _SAMPLE else f"{cell[:_SAMPLE]}…"
            if name:
                choices.append((name, f"{name} ({sample})" if sample else name))
        for column in columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.is_required,
                error_messages={"required": f"Choose the column of {column.label}."},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one heading for two things."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        used: dict[str, str] = {}
        for key, name in typed.items():
            if name and name in used:
                self.add_error(key, f"{name} is chosen for {used[name]} already.")
            elif name:
                used[name] = str(self.fields[key].label)
        return typed

    @property
    def chosen(self) -> dict[str, str]:
        """Return the headings that were chosen."""
        return {key: name for key, name in self.cleaned_data.items() if name}

"""What is asked when marks of a month are changed in one act."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.forms import Form
from register.codes import AttendanceCode
from register.rules.month import MOST_CELLS, Cell, Change, NoCell

NO_MARK = "none"
LONGEST = 200
_PLAIN = {"autocomplete": "off"}


class RecodeForm(Form):
    """The cells, what they become, and the reason that the ledger keeps for each."""

    code = forms.ChoiceField(
        label="New code",
        error_messages={"invalid_choice": "%(value)s may not be entered here."},
    )
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=LONGEST,
        help_text="B, K and Y7 ask for it.",
        widget=forms.TextInput(_PLAIN),
    )
    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST,
        help_text="The ledger keeps it with every entry, and your name and position.",
        widget=forms.TextInput(_PLAIN),
    )

    def __init__(
        self, *args: Any, codes: Iterable[AttendanceCode], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells: list[Cell] = []
        self.codes = list(codes)
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(row.code, row.title) for row in self.codes] + [
                (NO_MARK, "No mark: take the entries back")
            ]

    def clean(self) -> dict[str, Any]:
        """Read the cells, each with the version that was on the screen."""
        answers = super().clean() or {}
        try:
            self.cells = cells_of(self.data)
        except NoCell:
            raise ValidationError(
                "The month was not understood. Choose again."
            ) from None
        if not self.cells:
            raise ValidationError("Choose at least one session of a pupil.")
        if len(self.cells) > MOST_CELLS:
            raise ValidationError(f"Choose at most {MOST_CELLS:,} sessions at once.")
        return answers

    @property
    def change(self) -> Change:
        """Return what the cells become."""
        answers = self.cleaned_data
        code = answers["code"]
        return Change(
            code=None if code == NO_MARK else code,
            reason=answers["reason"],
            nature=answers["nature"],
        )

    @property
    def cells_text(self) -> str:
        """Return the cells as one hidden field carries them on."""
        return ",".join(cell.text for cell in self.cells)


def cells_of(sent: Any) -> list[Cell]:
    """Read the cells that a month's boxes or a preview's hidden field sent."""
    boxes = sent.getlist("cell") if isinstance(sent, QueryDict) else []
    carried = str(sent.get("cells", ""))
    texts = [*boxes, *(part for part in carried.split(",") if part)]
    return [Cell.read(text) for text in dict.fromkeys(texts)]

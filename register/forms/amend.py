"""What is asked when a mark is amended."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form
from register.codes import AttendanceCode

NO_MARK = "none"
LONGEST = 200
MOST_MINUTES = 600
_PLAIN = {"autocomplete": "off"}


class AmendForm(Form):
    """The new code with what goes with it, and the reason that the ledger keeps."""

    code = forms.ChoiceField(
        label="New code",
        error_messages={"invalid_choice": "%(value)s may not be entered here."},
    )
    minutes_late = forms.IntegerField(
        label="Minutes late",
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        help_text="For L and U.",
    )
    nature = forms.CharField(
        label="What it is",
        required=False,
        max_length=LONGEST,
        help_text="In a few words. B, K and Y7 ask for it.",
        widget=forms.TextInput(_PLAIN),
    )
    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST,
        help_text="The ledger keeps it, with your name and position.",
        widget=forms.TextInput(_PLAIN),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        codes: Iterable[AttendanceCode],
        may_unmark: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.code, f"{row.code}  {row.title}") for row in codes]
        if may_unmark:
            choices.append((NO_MARK, "No mark: take the entry back"))
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def wanted(self) -> str | None:
        """Return the code that was chosen, none where the entry is taken back."""
        code: str = self.cleaned_data["code"]
        return None if code == NO_MARK else code

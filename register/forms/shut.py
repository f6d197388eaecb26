"""What is asked before a school is closed without warning, and before that is undone."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Form, NativeDayField
from register.rules.shut import LONGEST, Closing
from schools.models import RegistrationGroup
from schools.rules.sessions import Session

_PLAIN = {"autocomplete": "off"}
WHOLE, PART = "whole", "part"
_SESSIONS = {
    "am": (Session.AM,),
    "pm": (Session.PM,),
    "both": (Session.AM, Session.PM),
}


class ShutForm(Form):
    """Which sessions, the whole site or a part of it, and why."""

    day = NativeDayField(label="Day")
    sessions = forms.ChoiceField(
        label="Sessions",
        choices=[("both", "All day"), ("am", "Morning"), ("pm", "Afternoon")],
        widget=forms.RadioSelect,
    )
    extent = forms.ChoiceField(
        label="What is closed",
        choices=[(WHOLE, "The whole school (Y4)"), (PART, "A part of the site (Y3)")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST,
        help_text="Snow, no heating, burst pipe. The calendar and every entry keep it.",
        widget=forms.TextInput(_PLAIN),
    )
    groups = forms.MultipleChoiceField(
        label="Classes that stay away",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only where a part of the site is closed.",
    )

    def __init__(
        self, *args: Any, groups: Iterable[RegistrationGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["groups"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(row.pk), row.name) for row in groups]

    @property
    def closing(self) -> Closing:
        """Return the answers as the service takes them."""
        answers = self.cleaned_data
        is_part = answers["extent"] == PART
        return Closing(
            day=answers["day"],
            sessions=_SESSIONS[answers["sessions"]],
            groups=tuple(map(int, answers["groups"])) if is_part else None,
            reason=answers["reason"],
        )


class UndoShutForm(Form):
    """Why a closing is taken back."""

    reason = forms.CharField(
        label="Why it is undone",
        max_length=180,
        help_text="The ledger gives this as the reason of every entry that is taken back.",
        widget=forms.TextInput(_PLAIN),
    )


def usual_answers(now: dt.datetime, day: dt.date) -> dict[str, Any]:
    """Return what stands in the form first: the rest of the day, the whole school."""
    is_later = now.hour >= 11  # noqa: PLR2004 - the morning's register is long closed
    return {
        "day": day,
        "sessions": "pm" if is_later else "both",
        "extent": WHOLE,
    }

"""What is asked before a register is opened again, or taken back."""

import datetime as dt

from django import forms

from core.clock import at_local, local
from core.forms import Form, TimeField

LONGEST = 180
_USUALLY = dt.timedelta(minutes=30)


class ReopenForm(Form):
    """Until when, and why."""

    until = TimeField(
        label="Open until",
        help_text="Today, in 24 hours. The class teacher may change marks until then.",
    )
    reason = forms.CharField(
        label="Why it is opened again",
        max_length=LONGEST,
        help_text="The ledger gives this as the reason of every mark that changes.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def until_on(self, day: dt.date) -> dt.datetime:
        """Return the moment that was chosen, on a day."""
        return at_local(day, self.cleaned_data["until"])


class WithdrawForm(Form):
    """Why a register is taken back."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=LONGEST,
        help_text="For instance: taken for the wrong class. The ledger keeps it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def usual_end(now: dt.datetime) -> dt.time:
    """Return half an hour from now to the next five minutes, never past midnight."""
    here = local(now)
    ahead = here + _USUALLY
    if ahead.date() != here.date():
        return dt.time(23, 59)
    minutes = -(-ahead.minute // 5) * 5
    rounded = ahead.replace(minute=0, second=0, microsecond=0) + dt.timedelta(
        minutes=minutes
    )
    return rounded.time() if rounded.date() == here.date() else dt.time(23, 59)

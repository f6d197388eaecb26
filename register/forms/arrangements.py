"""A form for each kind of arrangement, built from the one table of kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from core.forms import Form, NativeDayField, TimeField
from core.forms.base import say_plainly
from register.codes import codes_on
from register.codes.arrangement_kind import ArrangementKind, Ask
from register.models import Provider
from register.rules.arrangement_terms import Agreed
from schools.rules.sessions import Session, Slot
from schools.rules.weeks import weekly

_PLAIN = {"autocomplete": "off"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
WEEK = [
    (f"{weekday}-{session.value}", f"{day} {session.label}")
    for weekday, day in enumerate(_DAYS)
    for session in Session
]
_SESSIONS = [(session.name.lower(), session.words) for session in Session]
_COLUMNS = frozenset(
    {"nature", "leaves_at", "returns_at", "reason", "agreed_with", "agreed_on"}
    | {"review_on"}
)
_SHAPES = frozenset(
    {"starts_on", "last_day", "first_session", "last_session", "sessions", "code"}
    | {"provider"}
)


def _line(length: int) -> Callable[..., forms.Field]:
    return lambda **kw: forms.CharField(
        max_length=length, widget=forms.TextInput(_PLAIN), **kw
    )


_FIELDS: dict[str, Callable[..., forms.Field]] = {
    "starts_on": NativeDayField,
    "last_day": NativeDayField,
    "agreed_on": NativeDayField,
    "review_on": NativeDayField,
    "leaves_at": TimeField,
    "returns_at": TimeField,
    "first_session": lambda **kw: forms.ChoiceField(choices=_SESSIONS, **kw),
    "last_session": lambda **kw: forms.ChoiceField(
        choices=list(reversed(_SESSIONS)), **kw
    ),
    "sessions": lambda **kw: forms.MultipleChoiceField(
        choices=WEEK, widget=forms.CheckboxSelectMultiple, **kw
    ),
    "code": lambda **kw: forms.ChoiceField(**kw),
    "provider": lambda **kw: forms.ModelChoiceField(
        queryset=Provider.objects.none(), empty_label="Choose one", **kw
    ),
    "reason": lambda **kw: forms.CharField(widget=forms.Textarea({"rows": 2}), **kw),
    "agreed_with": _line(200),
    "nature": _line(200),
}
_ANY = _line(300)


class ArrangementForm(Form):
    """Asks what a kind needs, no more; what has no column is kept with the details."""

    def __init__(
        self,
        *args: Any,
        kind: ArrangementKind,
        day: dt.date,
        providers: QuerySet[Provider] | None = None,
        parents: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({ask.name: _field(ask) for ask in kind.asks})
        say_plainly(self.fields, {ask.name: ask.label for ask in kind.asks})
        self.kind = kind
        self._offer(day, providers)
        if parents and "agreed_with" in self.fields:
            field = self.fields["agreed_with"]
            field.help_text = f"{field.help_text} In the record: {parents}.".strip()

    def _offer(self, day: dt.date, providers: QuerySet[Provider] | None) -> None:
        code, place = self.fields.get("code"), self.fields.get("provider")
        titles = codes_on(day)
        if isinstance(code, forms.ChoiceField):
            code.choices = [
                (row, f"{row}  {titles[row].title}") for row in self.kind.codes
            ]
        if isinstance(place, forms.ModelChoiceField) and providers is not None:
            place.queryset = providers

    @property
    def agreed(self) -> Agreed:
        """Return what was agreed, as the service takes it."""
        typed = self.cleaned_data
        names = self.kind.names
        place = typed.get("provider")
        details = {name: str(typed[name] or "") for name in names - _COLUMNS - _SHAPES}
        return Agreed(
            kind=self.kind,
            first=Slot(typed["starts_on"], self._session("first_session")),
            last=self._last(),
            chosen_code=typed.get("code") or "",
            sessions=_bits(typed.get("sessions") or ()),
            provider_id=place.pk if place else None,
            provider_name=place.name if place else "",
            details=details,
            **{name: typed[name] for name in names & _COLUMNS},
        )

    def _session(self, name: str) -> Session:
        usual = "am" if name == "first_session" else "pm"
        return Session[(self.cleaned_data.get(name) or usual).upper()]

    def _last(self) -> Slot | None:
        typed = self.cleaned_data
        if "last_day" not in self.kind.names:
            # A day alone, or open until it is ended.
            is_day = self.kind.key == "appointment"
            return Slot(typed["starts_on"], Session.PM) if is_day else None
        if not typed["last_day"]:
            return None
        return Slot(typed["last_day"], self._session("last_session"))


class Ticked(forms.MultipleChoiceField):
    """Numbers of a list that may have grown shorter since it was looked at."""

    def valid_value(self, value: Any) -> bool:
        """Take any number; whose it is, the list of now says."""
        return str(value).isdigit()


class TakeForm(Form):
    """Whose known codes are entered; a pupil who came after all is left out."""

    enrolment = Ticked(label="pupils to enter")


class EndForm(Form):
    """The last day of an arrangement, and why."""

    last_day = NativeDayField(
        label="Last day",
        help_text="Before its first day it is cancelled. From the day after, nothing "
        "stands beside the name any more.",
    )
    reason = forms.CharField(
        label="Why", max_length=200, widget=forms.TextInput(_PLAIN)
    )


class LookForm(Form):
    """What was found on looking again, and when the next look is."""

    words = forms.CharField(label="What was found", widget=forms.Textarea({"rows": 3}))
    next_on = NativeDayField(label="Looked at again on", required=False)


def _field(ask: Ask) -> forms.Field:
    make = _FIELDS.get(ask.name, _ANY)
    return make(label=ask.label, help_text=ask.hint, required=ask.is_needed)


def _bits(ticked: Iterable[str]) -> int | None:
    """Return the bits of the ticked sessions, None where none is."""
    pairs = [tuple(map(int, one.split("-"))) for one in ticked]
    if not pairs:
        return None
    return weekly((weekday, Session(session)) for weekday, session in pairs)


def ticked(bits: int | None) -> list[str]:
    """Return what is ticked for some bits: the opposite of the form's reading."""
    if bits is None:
        return []
    return [value for value, _ in WEEK if bits >> _place(value) & 1]


def _place(value: str) -> int:
    weekday, session = map(int, value.split("-"))
    return 2 * weekday + session

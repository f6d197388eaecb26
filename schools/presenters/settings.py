"""Questions and answers as a page prints them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from core.words import long_day
from schools.codes.questions import Kind, Question, Value
from schools.models import Setting
from schools.selectors.settings import QuestionLine
from schools.states import Role


@dataclass(frozen=True)
class HistoryRow:
    """One answer, with its days and whose it is."""

    answer: str
    days: str
    body: str
    chosen_by: str
    entered: str
    is_holding: bool


@dataclass(frozen=True)
class SettingRow:
    """A question with its answer, as one line of the page."""

    key: str
    label: str
    answer: str
    from_whom: str
    guidance: str
    source: str
    layer: str
    warning: str
    history: tuple[HistoryRow, ...]


def setting_row(line: QuestionLine) -> SettingRow:
    """Print a question, its answer and its history."""
    question, holding = line.question, line.holding
    return SettingRow(
        key=question.key,
        label=question.label,
        answer=say(question, holding.value) if holding else "Nobody has answered",
        from_whom=_whose(holding) if holding else "",
        guidance=question.guidance,
        source=question.source,
        layer=question.layer.value,
        warning=line.warning or "",
        history=tuple(
            HistoryRow(
                answer=say(question, row.setting.value),
                days=_days(row.setting),
                body=row.setting.body.name,
                chosen_by=row.setting.chosen_by,
                entered=_entered(row.setting),
                is_holding=row.is_holding,
            )
            for row in line.history
        ),
    )


def say(question: Question, value: Value) -> str:
    """Say an answer as staff would."""
    in_words = _WORDS.get(question.kind)
    if in_words:
        return in_words(question, value)
    return f"{value} {question.unit}".rstrip()


_WORDS: dict[Kind, Callable[[Question, Value], str]] = {
    Kind.YES_NO: lambda _, value: "Yes" if value else "No",
    Kind.CHOICE: lambda question, value: question.choices.get(value, str(value)),
    Kind.ROLES: lambda _, value: ", ".join(Role(role).label for role in value),
    Kind.CODES: lambda _, value: " ".join(value),
    Kind.BANDS: lambda _, value: "; ".join(
        f"{band['name']}: {band['words']}" for band in value
    ),
}


def _whose(setting: Setting) -> str:
    return f"{setting.body.name}, since {long_day(setting.starts_on)}"


def _days(setting: Setting) -> str:
    first = long_day(setting.starts_on)
    if setting.ends_on is None:
        return f"from {first}"
    return f"{first} to {long_day(setting.ends_on - dt.timedelta(1))}"


def _entered(setting: Setting) -> str:
    if setting.entered_by is None:
        return "shipped with the product"
    return f"{setting.entered_by}, {long_day(setting.entered_at.date())}"

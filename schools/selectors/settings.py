"""Every answer to the questions, with who chose it and until when."""

import datetime as dt
from dataclasses import dataclass

from core.periods import Period
from schools.codes.questions import QUESTIONS, Question
from schools.models import Affiliation, Body, Setting
from schools.rules.answers import warning_about
from schools.rules.policy import NEAREST_FIRST
from schools.states import BodyKind


@dataclass(frozen=True)
class AnswerLine:
    """One answer in the history of a question, and who gave it."""

    setting: Setting
    period: Period
    is_holding: bool


@dataclass(frozen=True)
class QuestionLine:
    """A question, the answer that holds for a body, and all answers around it."""

    question: Question
    holding: Setting | None
    warning: str | None
    history: tuple[AnswerLine, ...]


def questions_of(body: Body, on: dt.date) -> list[QuestionLine]:
    """Return every question with the answer that holds on a day, and its history."""
    parents = Affiliation.objects.on(on).filter(school=body).values("parent")
    around = Body.objects.filter(pk=body.pk) | Body.objects.filter(pk__in=parents)
    around |= Body.objects.filter(kind=BodyKind.NATION)
    rows = (
        Setting.objects.filter(body__in=around)
        .select_related("body", "entered_by")
        .order_by("-starts_on")
    )
    by_key: dict[str, list[Setting]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return [_line(question, by_key.get(question.key, []), on) for question in QUESTIONS]


def _line(question: Question, rows: list[Setting], on: dt.date) -> QuestionLine:
    nearest = sorted(
        (row for row in rows if row.period.contains(on)),
        key=lambda row: NEAREST_FIRST.index(BodyKind(row.body.kind)),
    )
    holding = nearest[0] if nearest else None
    return QuestionLine(
        question=question,
        holding=holding,
        warning=warning_about(question, holding.value) if holding else None,
        history=tuple(AnswerLine(row, row.period, row == holding) for row in rows),
    )

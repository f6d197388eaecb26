"""Keeps who was trained in what, and when it is due again."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Body, Membership, Training


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Who was trained in what, by whom, when, and when it is due again."""

    member: Membership
    course: str
    provider: str
    done_on: dt.date
    due_again_on: dt.date | None


@transaction.atomic
def log_training(
    *, school: Body, trained: Trained, by: Membership, now: dt.datetime
) -> Training:
    """Log a person's training; the same course on the same day is logged once."""
    same = Training.objects.filter(
        school=school,
        member=trained.member,
        course=trained.course,
        done_on=trained.done_on,
    )
    if same.exists():
        name = trained.member.name
        raise ValidationError(
            {"course": f"{name} has this course of this day in the log already."}
        )
    return Training.objects.create(
        school=school,
        member=trained.member,
        course=trained.course,
        provider=trained.provider,
        done_on=trained.done_on,
        due_again_on=trained.due_again_on,
        recorded_at=now,
        recorded_by=by,
    )


@transaction.atomic
def correct_due(*, training: Training, due_again_on: dt.date | None) -> None:
    """Set when a refresher is due, after the plan was changed."""
    Training.objects.filter(pk=training.pk).update(due_again_on=due_again_on)

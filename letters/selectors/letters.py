"""Letters of a school: how each stands, and what waits to be sent."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from letters.models import Letter, LetterEvent, LetterFile, Recipient
from letters.states import SERVED, Event, Status, status_of
from schools.models import Body, Pupil

Letters = QuerySet[Any]


def letters_of(school: Body) -> Letters:
    """Return the letters of a school, each with its `status`, the latest first."""
    return with_status(
        Letter.objects.filter(school=school).select_related("pupil", "made_by")
    )


def with_status(letters: QuerySet[Letter]) -> Letters:
    """Add `status`, which follows from events as `letters.states.status_of` says."""
    superseded = Exists(Letter.objects.filter(supersedes=OuterRef("pk")))
    has_file = Exists(LetterFile.objects.filter(letter=OuterRef("pk")))
    served = _happened(*SERVED)
    return letters.annotate(
        status=Case(
            When(_happened(Event.WITHDRAWN), then=Value(Status.WITHDRAWN.value)),
            When(superseded & ~served, then=Value(Status.SUPERSEDED.value)),
            When(_happened(Event.RETURNED), then=Value(Status.RETURNED.value)),
            When(served, then=Value(Status.SENT.value)),
            When(_happened(Event.FAILED), then=Value(Status.FAILED.value)),
            When(has_file, then=Value(Status.WAITING.value)),
            default=Value(Status.RENDERING.value),
            output_field=CharField(),
        )
    )


def _happened(*kinds: Event) -> Exists:
    return Exists(LetterEvent.objects.filter(letter=OuterRef("pk"), kind__in=kinds))


def standing_of(letter: Letter) -> Status:
    """Return how one letter stands now."""
    events = set(
        LetterEvent.objects.filter(letter=letter).values_list("kind", flat=True)
    )
    return status_of(
        events,
        has_file=LetterFile.objects.filter(pk=letter.pk).exists(),
        is_superseded=Letter.objects.filter(supersedes=letter).exists(),
    )


def letter_of(school: Body, number: int) -> Letter | None:
    """Return a letter of a school with what its page shows."""
    return (
        Letter.objects.filter(school=school, pk=number)
        .select_related(
            "pupil",
            "made_by",
            "version__template__body",
            "head",
            "item__batch",
            "supersedes",
            "superseded_by",
            "file",
        )
        .first()
    )


def events_of(letter: Letter) -> list[LetterEvent]:
    """Return what happened to a letter, in order."""
    return list(LetterEvent.objects.filter(letter=letter).select_related("noted_by"))


def adults_of(letter: Letter) -> list[int]:
    """Return the adults whom a letter is for."""
    rows = Recipient.objects.filter(letter=letter, adult__isnull=False)
    return list(rows.values_list("adult_id", flat=True))


def letters_about(pupil: Pupil) -> Letters:
    """Return the letters about a pupil with their status, the latest first."""
    return with_status(Letter.objects.filter(pupil=pupil).select_related("made_by"))

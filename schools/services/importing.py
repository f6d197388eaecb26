"""A file's way into the product: kept, read as a preview, applied whole or not at all.

Each kind of file has an importer, named by `IMPORTERS` in the settings because marks are
read by an app above this one. A preview and the act run the same plan, so that nothing
is applied that was not shown; whatever has changed since is found again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.module_loading import import_string

from core.clock import local
from core.tables import FileRefused, Problem, read_table
from schools.models import Body, ColumnMapping, Import, Membership
from schools.rules.importing.columns import Column, Line, guess, lines_of, missing
from schools.services.refusals import Refused
from schools.states import Act

MOST_PROBLEMS = 500
MOST_SAMPLES = 12
_KEPT_SECONDS = 3600
_READ = (Import.State.PREVIEW, Import.State.REFUSED)

Progress = Callable[[int, int], None]
"""Told how many of how many lines are done."""


@dataclass(frozen=True, slots=True)
class Work:
    """One file in hand: who sent it, the moment, and who is told how far it is."""

    file: Import
    now: dt.datetime
    tell: Progress

    @property
    def body(self) -> Body:
        """Return whose file it is."""
        return self.file.body

    @property
    def by(self) -> Membership:
        """Return who sent it, under whose name it is applied."""
        return self.file.uploaded_by

    @property
    def today(self) -> dt.date:
        """Return the day on which the file is read."""
        return local(self.now).date()


@dataclass
class Plan:
    """What a file would do, counted and shown by example, and how it is done."""

    counts: dict[str, int] = field(default_factory=dict)
    # What stops the file, and what is only worth a look.
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    samples: list[tuple[int, str]] = field(default_factory=list)

    def count(self, what: str, line: int = 0, sample: str = "") -> None:
        """Count one line under a heading, and keep the first few as examples."""
        self.counts[what] = self.counts.get(what, 0) + 1
        if sample and len(self.samples) < MOST_SAMPLES:
            self.samples.append((line, sample))


class ImportRefused(Exception):
    """A rule met while applying; nothing of the file stays. Lines with sentences."""

    def __init__(self, refusals: Sequence[tuple[Line, str]]) -> None:
        super().__init__(refusals[0][1])
        self.problems = [
            Problem(line.number, "", sentence) for line, sentence in refusals
        ]


class Importer(Protocol):
    """One kind of file: its columns, who may send it, and what it does."""

    title: str
    act: Act
    columns: Sequence[Column]

    def plan(self, work: Work, lines: Sequence[Line]) -> Plan:
        """Say what the lines would do; write nothing."""

    def apply(self, work: Work, plan: Any) -> None:
        """Do what was planned, inside the caller's transaction."""


def importer_of(kind: str) -> Importer:
    """Return the importer of a kind of file."""
    made: Importer = import_string(settings.IMPORTERS[kind])()
    return made


@transaction.atomic
def keep_file(
    *,
    body: Body,
    kind: str,
    name: str,
    content: bytes,
    by: Membership,
    now: dt.datetime,
) -> Import:
    """Keep a file to be read; refuse one that is no table or was applied before."""
    digest = hashlib.sha256(content).hexdigest()
    same = Import.objects.filter(body=body, kind=kind, digest=digest)
    applied = same.filter(state=Import.State.APPLIED).first()
    if applied is not None and applied.applied_at is not None:
        raise Refused(
            f"This very file was applied on {applied.applied_at:%-d %B %Y}: it would add"
            " nothing.",
            field="file",
        )
    try:
        table = read_table(content)
    except FileRefused as refused:
        raise Refused(str(refused), field="file") from None
    columns = importer_of(kind).columns
    saved = ColumnMapping.objects.filter(body=body, kind=kind).first()
    found = guess(columns, table.header, saved.columns if saved else None)
    return Import.objects.create(
        body=body,
        kind=kind,
        file_name=name[-200:],
        digest=digest,
        content=content,
        columns={} if missing(columns, found) else found,
        uploaded_at=now,
        uploaded_by=by,
    )


@transaction.atomic
def map_columns(
    *, file: Import, columns: Mapping[str, str], by: Membership, now: dt.datetime
) -> None:
    """Say which heading holds what, for this file and for the next of its kind."""
    left_out = missing(importer_of(file.kind).columns, columns)
    if left_out:
        raise Refused(f"Say which column holds: {', '.join(left_out)}.")
    row = _waiting(file, {Import.State.WAITING, *_READ})
    row.columns = dict(columns)
    row.state = Import.State.WAITING
    row.save(update_fields=["columns", "state"])
    ColumnMapping.objects.update_or_create(
        body_id=file.body_id,
        kind=file.kind,
        defaults={"columns": dict(columns), "saved_at": now, "saved_by": by},
    )


@transaction.atomic
def ask_to_apply(*, file: Import) -> None:
    """Let a file that was previewed without a problem be applied."""
    row = _waiting(file, {Import.State.PREVIEW})
    row.state = Import.State.QUEUED
    row.save(update_fields=["state"])


@transaction.atomic
def give_up(*, file: Import) -> None:
    """Forget a file that was not applied; that it came is kept."""
    row = _waiting(file, {Import.State.WAITING, *_READ})
    row.state, row.content = Import.State.GIVEN_UP, None
    row.save(update_fields=["state", "content"])


def _waiting(file: Import, states: set[str]) -> Import:
    row = Import.objects.select_for_update(no_key=True).get(pk=file.pk)
    if row.state not in states:
        raise Refused("The file has gone on meanwhile. Look at it again.")
    return row


def work_on(file_id: int, now: dt.datetime) -> Import | None:
    """Read or apply one file in the transaction of the caller; None if it is taken.

    The row's lock is the claim: a worker that dies leaves the file as it was.
    """
    file = (
        Import.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("body", "uploaded_by")
        .filter(pk=file_id, state__in=(Import.State.WAITING, Import.State.QUEUED))
        .exclude(columns={})
        .first()
    )
    if file is None:
        return None
    work = Work(file, now, _teller(file))
    plan = _planned(work)
    if file.state == Import.State.QUEUED and not plan.problems:
        _apply(work, plan)
    else:
        file.state = Import.State.PREVIEW
    if plan.problems:
        file.state = Import.State.REFUSED
    _keep_plan(file, plan)
    file.save()
    return file


def _apply(work: Work, plan: Plan) -> None:
    file = work.file
    try:
        # A savepoint: what fails half-way leaves nothing, and its sentence is kept.
        with transaction.atomic():
            importer_of(file.kind).apply(work, plan)
    except ImportRefused as refused:
        plan.problems += refused.problems
        return
    except Refused as refused:
        plan.problems.append(Problem(0, "", refused.sentence))
        return
    file.state, file.content = Import.State.APPLIED, None
    file.applied_at, file.applied_by = work.now, work.by


def note_failure(file_id: int, sentence: str) -> None:
    """Show on the file's page that reading it failed, when nobody foresaw how."""
    Import.objects.filter(pk=file_id).update(
        state=Import.State.REFUSED,
        problems=[{"line": 0, "column": "", "sentence": sentence, "stops": True}],
    )


def progress_of(file: Import) -> tuple[int, int]:
    """Return how many of how many lines have been gone through."""
    done: tuple[int, int] = cache.get(f"import:{file.pk}", (0, 0))
    return done


def _planned(work: Work) -> Plan:
    file = work.file
    table = read_table(bytes(file.content or b""))
    lines, formulas = lines_of(table, file.columns)
    if formulas:
        return Plan(counts={"lines": len(lines)}, problems=formulas)
    plan = importer_of(file.kind).plan(work, lines)
    plan.counts = {"lines": len(lines), **plan.counts}
    return plan


def _keep_plan(file: Import, plan: Plan) -> None:
    found = [(problem, True) for problem in plan.problems]
    found += [(note, False) for note in plan.notes]
    file.counts = {
        **plan.counts,
        "problems": len(plan.problems),
        "notes": len(plan.notes),
        "samples": plan.samples,
    }
    file.problems = [
        {
            "line": problem.line,
            "column": problem.column,
            "sentence": problem.sentence,
            "stops": stops,
        }
        for problem, stops in found[:MOST_PROBLEMS]
    ]


def _teller(file: Import) -> Progress:
    def tell(done: int, total: int) -> None:
        cache.set(f"import:{file.pk}", (done, total), _KEPT_SECONDS)

    return tell

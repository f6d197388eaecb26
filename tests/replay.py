"""Walks through a register as people take them, and a model of what ought to stand.

Steps are drawn with versions that are right, stale or made up, sent once or twice, by
several people, with clocks that go back; the model is a list of versions a pupil.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from core.clock import at_local
from register.rules.entries import Entry, Outcome, Standing
from register.rules.ledger import LedgerLine
from register.services.marks import record_marks
from register.services.taking import NotComplete, reopen_register, take_register
from register.services.withdrawing import withdraw_register
from schools.rules.sessions import Session, Slot
from schools.services.refusals import Refused
from schools.states import Role
from tests.worlds import World

FRIDAY = dt.date(2026, 11, 20)
AM = Slot(FRIDAY, Session.AM)
OPENS = at_local(FRIDAY, dt.time(8, 50))
PEOPLE = (Role.TEACHER, Role.OFFICE, Role.HEAD)
CODES = ("/", "N", "L", "I", "M", "B", "O", "U", "\\", "Z", None)
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Typed:
    """What one person typed for one pupil; `lead` is how far its version is off."""

    pupil: int
    code: str | None
    lead: int = 0
    minutes: int | None = None
    nature: str = ""
    reason: str = ""
    waited: int | None = None


@dataclass(frozen=True)
class Step:
    """One request: entries, or handing in, taking back, opening again."""

    act: str
    who: Role
    minutes: int
    typed: tuple[Typed, ...] = ()
    times: int = 1


TYPED = st.builds(
    Typed,
    pupil=st.integers(0, 2),
    code=st.sampled_from(CODES),
    lead=st.sampled_from((0, 0, 0, 0, -1, -2, 1)),
    minutes=st.sampled_from((None, None, None, 5, 45)),
    nature=st.sampled_from(("", "swimming")),
    reason=st.sampled_from(("", "", "seen at the gate")),
    waited=st.sampled_from((None, None, 0, 12)),
)
STEPS = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(("enter",) * 6 + ("take", "withdraw", "reopen")),
        who=st.sampled_from(PEOPLE),
        minutes=st.sampled_from((-3, 0, 0, 1, 4, 15, 40)),
        typed=st.lists(
            TYPED, min_size=1, max_size=3, unique_by=lambda row: row.pupil
        ).map(tuple),
        times=st.sampled_from((1, 1, 2)),
    ),
    min_size=1,
    max_size=10,
)

# Half of the walks begin with a register that its teacher has handed in.
HANDED_IN = [
    Step(
        act="enter",
        who=Role.TEACHER,
        minutes=2,
        typed=tuple(Typed(pupil=n, code=code) for n, code in enumerate("/NL")),
    ),
    Step(act="take", who=Role.TEACHER, minutes=1),
]


@dataclass
class Model:
    """What ought to stand: each pupil's entries in order, as they were typed."""

    world: World
    now: dt.datetime = OPENS
    made: dict[int, list[LedgerLine]] = field(default_factory=dict)
    taken_by: Role | None = None

    def standing(self, pupil: int) -> LedgerLine | None:
        return next(reversed(self.made.get(pupil, [])), None)

    def append(self, entry: Entry, saved: Standing, by: Role) -> None:
        before = self.standing(entry.enrolment_id)
        at = max(self.now, before.at) if before else self.now
        who = self.world.by(by)
        line = LedgerLine(
            slot=AM,
            enrolment_id=entry.enrolment_id,
            version=(before.version if before else 0) + 1,
            code=entry.code,
            minutes_late=entry.minutes_late or saved.minutes_late,
            at=at,
            by_id=who.pk,
            by_name=who.name,
            by_position=who.position,
            reason=entry.reason,
            nature=entry.nature,
            device_at=entry.pressed_at,
        )
        self.made.setdefault(entry.enrolment_id, []).append(line)

    def lines(self) -> Iterator[LedgerLine]:
        for pupil in sorted(self.made):
            for line in self.made[pupil]:
                yield replace(line, stands=line is self.made[pupil][-1])


def walk(world: World, steps: list[Step]) -> Model:
    model = Model(world)
    for step in steps:
        model.now += step.minutes * MINUTE
        for _ in range(step.times):
            ACTS[step.act](model, step)
    return model


def enter(model: Model, step: Step) -> None:
    entries = [entry_of(model, typed) for typed in step.typed]
    outcome = record_marks(
        school=model.world.school,
        slot=AM,
        entries=entries,
        by=model.world.by(step.who),
        now=model.now,
        sent_at=model.now,
    )
    learn(model, step.who, entries, outcome)


def entry_of(model: Model, typed: Typed) -> Entry:
    pupil = model.world.enrolments[typed.pupil].pk
    stands = model.standing(pupil)
    version = (stands.version if stands else 0) + typed.lead
    return Entry(
        enrolment_id=pupil,
        code=typed.code,
        version=max(0, version),
        minutes_late=typed.minutes,
        nature=typed.nature,
        reason=typed.reason,
        pressed_at=None if typed.waited is None else model.now - typed.waited * MINUTE,
    )


def learn(model: Model, who: Role, entries: list[Entry], outcome: Outcome) -> None:
    """Check what became of each entry, and append the ones that were written."""
    saved = {row.enrolment_id: row for row in outcome.saved}
    conflicts = {row.typed.enrolment_id: row for row in outcome.conflicts}
    refused = {row.typed.enrolment_id for row in outcome.refused}
    assert sorted([*saved, *conflicts, *refused]) == sorted(
        entry.enrolment_id for entry in entries
    )
    for entry in entries:
        stands = model.standing(entry.enrolment_id)
        version = stands.version if stands else 0
        if entry.enrolment_id in conflicts:
            assert entry.version != version
            shown = conflicts[entry.enrolment_id].standing
            assert (shown.code, shown.version) == (
                stands.code if stands else None,
                version,
            )
        elif entry.enrolment_id in saved:
            row = saved[entry.enrolment_id]
            assert row.code == entry.code
            if row.version > version:
                assert entry.version == version
                model.append(entry, row, who)
        else:
            assert entry.version == version


def take(model: Model, step: Step) -> None:
    world = model.world
    everyone = [model.standing(row.pk) for row in world.enrolments]
    is_complete = all(line is not None and line.code for line in everyone)
    try:
        take_register(
            school=world.school,
            group=world.group,
            slot=AM,
            by=world.by(step.who),
            now=model.now,
        )
    except NotComplete:
        assert not is_complete
    else:
        assert is_complete
        model.taken_by = model.taken_by or step.who


def withdraw(model: Model, step: Step) -> None:
    """Take the register back as the office, which may at any hour."""
    world, reason = model.world, "the wrong class"
    try:
        withdraw_register(
            school=world.school,
            group=world.group,
            slot=AM,
            by=world.by(Role.OFFICE),
            now=model.now,
            reason=reason,
        )
    except Refused:
        assert model.taken_by is None
        return
    assert model.taken_by is not None
    for row in world.enrolments:
        stands = model.standing(row.pk)
        taker = world.by(model.taken_by).pk
        if stands is not None and stands.code is not None and stands.by_id == taker:
            entry = Entry(enrolment_id=row.pk, code=None, version=0, reason=reason)
            unmarked = Standing(
                enrolment_id=row.pk,
                code=None,
                version=0,
                minutes_late=None,
                at=model.now,
                by_id=0,
            )
            model.append(entry, unmarked, Role.OFFICE)
    model.taken_by = None


def reopen(model: Model, step: Step) -> None:
    try:
        reopen_register(
            school=model.world.school,
            group=model.world.group,
            slot=AM,
            by=model.world.by(Role.OFFICE),
            now=model.now,
            until=model.now + 20 * MINUTE,
            reason="fire drill",
        )
    except Refused:
        assert model.now < OPENS + 30 * MINUTE


ACTS = {"enter": enter, "take": take, "withdraw": withdraw, "reopen": reopen}

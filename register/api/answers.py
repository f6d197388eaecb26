"""Rows as the interface for programs sends them."""

from collections.abc import Iterable
from typing import Any

from register.models import Mark
from register.rules.entries import Outcome, Refused, Standing
from register.rules.ledger import LedgerLine
from register.selectors.board import BoardLine
from schools.models import Enrolment, Membership

Json = dict[str, Any]


def standing_answer(line: BoardLine) -> Json:
    """Say how a register stands."""
    return {
        "group": line.group_id,
        "name": line.group_name,
        "day": line.slot.day,
        "session": line.slot.session.name.lower(),
        "status": line.standing.status.value if line.standing else None,
        "opens": line.window.opens if line.window else None,
        "closes": line.window.closes if line.window else None,
        "ends": line.window.ends if line.window else None,
        "open_again_until": line.reopening.until if line.reopening else None,
        "pupils": line.pupils,
        "marked": line.marked,
        "taken_at": line.taken.taken_at if line.taken else None,
        "taken_by": _staff(line.taken.taken_by) if line.taken else None,
    }


def mark_answer(row: Enrolment, mark: Mark | None) -> Json:
    """Say how a pupil is marked."""
    return {
        "enrolment": row.pk,
        "pupil": row.pupil_id,
        "name": row.pupil.name,
        "code": mark.code if mark else None,
        "version": mark.version if mark else 0,
        "minutes_late": mark.minutes_late if mark else None,
        "at": mark.at if mark else None,
        "by": _staff(mark.by) if mark else None,
    }


def ledger_answer(line: LedgerLine) -> Json:
    """Say one entry of the ledger."""
    return {
        "enrolment": line.enrolment_id,
        "version": line.version,
        "code": line.code,
        "minutes_late": line.minutes_late,
        "at": line.at,
        "by": {"name": line.by_name, "position": line.by_position},
        "reason": line.reason,
        "nature": line.nature,
        "note": line.note,
        "pressed_at": line.device_at,
        "stands": line.stands,
    }


def outcome_answers(outcome: Outcome, strangers: Iterable[Refused]) -> list[Json]:
    """Say what became of each entry; strangers are pupils of no such register."""
    return [
        *(_outcome("saved", row) for row in outcome.saved),
        *(_outcome("conflict", row.standing) for row in outcome.conflicts),
        *(_refusal(row) for row in [*outcome.refused, *strangers]),
    ]


def _outcome(state: str, row: Standing) -> Json:
    return {
        "enrolment": row.enrolment_id,
        "state": state,
        "code": row.code,
        "version": row.version,
        "minutes_late": row.minutes_late,
        "sentence": "",
        "rule": "",
    }


def _refusal(row: Refused) -> Json:
    return {
        "enrolment": row.typed.enrolment_id,
        "state": "refused",
        "code": row.typed.code,
        "version": row.typed.version,
        "minutes_late": row.typed.minutes_late,
        "sentence": row.sentence,
        "rule": row.rule,
    }


def _staff(row: Membership) -> Json:
    return {"name": row.name, "position": row.position}

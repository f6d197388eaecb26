"""Roll calls: begun with everybody unknown, ticked by marshals, ended with who is left.

A tick has a key made on the device, so that a queue may send it twice; ticks are never
changed, the last word on somebody holds.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from register.models import RollCall, RollCallTick
from register.rules.ticks import Tick
from register.rules.windows import deciding_moment
from register.selectors.rollcall import running
from register.selectors.whereabouts import everybody
from register.services.marks import LONGEST_WAIT
from schools.models import Body, Membership
from schools.services.refusals import Refused

_WHO = re.compile(r"(pupil|staff|visitor):\d{1,10}")


@dataclass(frozen=True, slots=True)
class TickAnswer:
    """What became of a tick; a sentence where it was not kept."""

    key: UUID
    sentence: str = ""


@transaction.atomic
def start_roll_call(
    *, school: Body, is_drill: bool, words: str, by: Membership, now: dt.datetime
) -> RollCall:
    """Begin a roll call with everybody whom register and desk know of.

    While one runs, beginning another joins it: two people press the key in a fire.
    """
    Body.objects.select_for_update(no_key=True).get(pk=school.pk)
    call = running(school)
    if call is not None:
        return call
    return RollCall.objects.create(
        school=school,
        is_drill=is_drill,
        expected=[one.as_json() for one in everybody(school, now)],
        words=words.strip()[:200],
        started_at=now,
        started_by=by,
    )


@transaction.atomic
def record_ticks(
    *,
    call: RollCall,
    ticks: Sequence[Tick],
    by: Membership,
    now: dt.datetime,
    sent_at: dt.datetime | None = None,
) -> list[TickAnswer]:
    """Keep marshals' words; one that was kept before is answered as kept.

    A tick that waited for a network is of the moment when it was pressed, after the end
    too: the report then knows more.
    """
    expected = {row["who"] for row in call.expected}
    kept, answers = [], []
    for tick in ticks:
        if not _WHO.fullmatch(tick.who) or tick.who not in expected:
            answers.append(TickAnswer(tick.key, "Nobody of this roll call."))
            continue
        moment = deciding_moment(
            received_at=now,
            pressed_at=tick.pressed_at,
            sent_at=sent_at,
            longest_wait=LONGEST_WAIT,
        )
        kept.append(
            RollCallTick(
                school_id=call.school_id,
                roll_call=call,
                key=tick.key,
                who=tick.who,
                is_safe=tick.is_safe,
                ticked_at=max(moment.at, call.started_at),
                received_at=now,
                received_by=by,
            )
        )
        answers.append(TickAnswer(tick.key))
    RollCallTick.objects.bulk_create(kept, ignore_conflicts=True)
    return answers


@transaction.atomic
def end_roll_call(*, call: RollCall, by: Membership, now: dt.datetime) -> RollCall:
    """End a roll call; who is unknown then stands in its report."""
    row = RollCall.objects.select_for_update(no_key=True).get(pk=call.pk)
    if row.ended_at is not None:
        raise Refused("This roll call has ended already.")
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    return row

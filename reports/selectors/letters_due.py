"""Who is due for a letter by the register alone, each by its own rule, and why.

The causes name the term or the half term, so that a letter is due again in the next one
and never twice in the same. A person decides; nothing is sent by itself.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from core.periods import Period
from core.words import day
from followup.selectors.n_codes import n_codes
from letters.rules.due import Due
from register.codes import code_on
from register.rules.counting import percentage
from reports.rules.whereabouts import UNEXPLAINED
from reports.selectors.falling import spans_of_falling
from reports.selectors.figures import Sums, sums_of_schools
from reports.selectors.letter_facts import SESSIONS
from schools.models import Body, Enrolment, HalfTerm
from schools.rules.bands import Band, band_of
from schools.rules.sessions import academic_year_of, year_starts_on
from schools.selectors.groups import half_terms_of
from schools.selectors.policy import policy_on

# Two weeks of school: before them a single illness is a tenth of everything.
FEWEST_SESSIONS = 20
REPLY_DAYS = 7


def register_letters(school: Body, today: dt.date) -> Iterator[Due]:
    """Say who is due: persistent absence, a lower band, lateness, an N too old."""
    half = _half_term(school, today)
    if half is None:
        return
    pupils = _pupils(school, today)
    yield from _persistent_and_falling(school, today, half, pupils)
    yield from _late(school, today, half, pupils)
    yield from _unexplained(school, today, pupils)


def _half_term(school: Body, today: dt.date) -> HalfTerm | None:
    begun = [row for row in half_terms_of(school) if row.starts_on <= today]
    return max(begun, key=lambda row: row.starts_on, default=None)


def _pupils(school: Body, today: dt.date) -> dict[int, int]:
    """Return the pupil of each enrolment that is on the roll."""
    rows = Enrolment.objects.on(today).filter(school=school)
    return dict(rows.values_list("pk", "pupil_id"))


def _persistent_and_falling(
    school: Body, today: dt.date, half: HalfTerm, pupils: dict[int, int]
) -> Iterator[Due]:
    year = academic_year_of(today)
    starts_on = year_starts_on(year)
    spans = spans_of_falling(school, today)
    if spans is None or today <= starts_on:
        return
    term = f"{half.term} {year}"
    now = _rows(sums_of_schools([school], Period(starts_on, today)))
    before_on = max(spans[1].starts_on, starts_on)
    then = _rows(sums_of_schools([school], Period(starts_on, before_on)))
    bands = policy_on(school, today).bands
    for enrolment, (attended, possible) in now.items():
        if enrolment not in pupils or possible < FEWEST_SESSIONS:
            continue
        pupil = pupils[enrolment]
        if 100 * (possible - attended) >= 10 * possible:
            yield Due(
                kind="persistent_absence",
                pupil=pupil,
                cause=f"persistent absence {term}",
                reason=f"{possible - attended} of {possible} sessions missed this year,"
                f" {_percent(attended, possible)} attended: a tenth or more is missed",
            )
            continue
        fallen = _fallen(bands, then.get(enrolment), (attended, possible))
        if fallen:
            yield Due(
                kind="initial_concern",
                pupil=pupil,
                cause=f"band {fallen[1].name} {term}",
                reason=f"Fell from {fallen[0].name} to {fallen[1].name} since"
                f" {day(before_on)}: {_percent(attended, possible)} attended this year",
            )


def _fallen(
    bands: tuple[Band, ...], before: tuple[int, int] | None, now: tuple[int, int]
) -> tuple[Band, Band] | None:
    """Return the band before and the band now where the second is lower."""
    if before is None or before[1] < FEWEST_SESSIONS:
        return None
    was, is_ = band_of(*before, bands), band_of(*now, bands)
    if was is None or is_ is None or is_.at_least >= was.at_least:
        return None
    return was, is_


def _late(
    school: Body, today: dt.date, half: HalfTerm, pupils: dict[int, int]
) -> Iterator[Due]:
    if today <= half.starts_on:
        return
    pattern = policy_on(school, today).persistent_lateness_marks
    sums = sums_of_schools([school], Period(half.starts_on, today))
    cause = f"lateness {half.term} {half.half} {academic_year_of(today)}"
    for enrolment, late in zip(sums.ids.tolist(), sums.late.tolist(), strict=True):
        if late >= pattern and enrolment in pupils:
            yield Due(
                kind="lateness",
                pupil=pupils[enrolment],
                cause=cause,
                reason=f"Late {late} times this half term; {pattern} are a pattern here",
            )


def _unexplained(school: Body, today: dt.date, pupils: dict[int, int]) -> Iterable[Due]:
    reply_by = today + dt.timedelta(days=REPLY_DAYS)
    for row in n_codes(school, today):
        if row.days_left > 0 or row.enrolment_id not in pupils:
            continue
        first = row.slots[0]
        title = code_on(UNEXPLAINED, first.day).title
        yield Due(
            kind="absence_reminder",
            pupil=pupils[row.enrolment_id],
            cause=f"no reason since {first.day.isoformat()}",
            reason=f"No reason for {len(row.slots)} session"
            f"{'' if len(row.slots) == 1 else 's'} since {first.words}: {row.words}",
            facts={
                "sessions": [
                    {
                        "day": slot.day.isoformat(),
                        "session": SESSIONS[slot.session],
                        "recorded": title,
                    }
                    for slot in row.slots
                ],
                "reply_by": reply_by.isoformat(),
            },
        )


def _rows(sums: Sums) -> dict[int, tuple[int, int]]:
    columns = (sums.ids.tolist(), sums.attended.tolist(), sums.possible.tolist())
    return {pk: (here, all_) for pk, here, all_ in zip(*columns, strict=True)}


def _percent(attended: int, possible: int) -> str:
    share = percentage(attended, possible)
    return "" if share is None else f"{share}%"

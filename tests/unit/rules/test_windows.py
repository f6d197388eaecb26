from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.windows import (
    RegisterStatus,
    RegisterWindow,
    arrival_code,
    check_windows,
    deciding_moment,
    has_closed,
    has_opened,
    late_code,
    minutes_late,
    present_code,
    register_standing,
)
from schools.rules.sessions import Session, Slot

MORNING = RegisterWindow(opens=time(8, 40), closes=time(9, 10), ends=time(12))
SLOT = Slot(date(2026, 11, 20), Session.AM)
LONDON = UTC  # in November the two are one
WAIT = timedelta(hours=12)


def at(hhmm: str, day: int = 20) -> datetime:
    return datetime.combine(date(2026, 11, day), time.fromisoformat(hhmm), LONDON)


@pytest.mark.parametrize(
    ("now", "taken", "status", "to_close"),
    [
        ("08:39", None, RegisterStatus.NOT_YET, 31),
        ("08:40", None, RegisterStatus.OPEN, 30),
        ("09:09", None, RegisterStatus.OPEN, 1),
        ("09:10", None, RegisterStatus.NOT_TAKEN, 0),
        ("15:00", None, RegisterStatus.NOT_TAKEN, 0),
        ("08:52", "08:51", RegisterStatus.TAKEN, 18),
        ("15:00", "09:09", RegisterStatus.TAKEN, 0),
        ("15:00", "09:10", RegisterStatus.TAKEN_LATE, 0),
    ],
)
def test_a_register_stands_by_the_moment_and_by_when_it_was_taken(
    now, taken, status, to_close
):
    standing = register_standing(
        MORNING,
        SLOT,
        now=at(now),
        taken_at=at(taken) if taken else None,
        has_marks=False,
    )
    assert standing.status is status
    assert standing.minutes_to_close == to_close
    assert standing.is_closed is (to_close == 0)
    assert standing.is_begun is (taken is not None)


def test_another_days_register_is_long_closed_or_far_from_open():
    yesterday = Slot(date(2026, 11, 19), Session.AM)
    tomorrow = Slot(date(2026, 11, 21), Session.AM)
    assert has_closed(MORNING, yesterday, at("08:00"))
    assert has_opened(MORNING, yesterday, at("08:00"))
    assert not has_opened(MORNING, tomorrow, at("15:00"))
    taken_next_day = register_standing(
        MORNING, SLOT, now=at("15:00", 23), taken_at=at("08:45", 23), has_marks=True
    )
    assert taken_next_day.status is RegisterStatus.TAKEN_LATE


def test_marks_alone_do_not_make_a_register_taken():
    standing = register_standing(
        MORNING, SLOT, now=at("09:30"), taken_at=None, has_marks=True
    )
    assert standing.status is RegisterStatus.NOT_TAKEN
    assert standing.is_begun


def test_a_started_minute_is_still_a_minute_to_go():
    now = at("09:09").replace(second=59)
    standing = register_standing(MORNING, SLOT, now=now, taken_at=None, has_marks=False)
    assert (standing.minutes_to_close, standing.is_closed) == (1, False)


@pytest.mark.parametrize(
    ("arrived", "code", "minutes"),
    [
        (time(8, 35), "/", 0),
        (time(8, 40), "/", 0),
        (time(8, 40, 30), "L", 0),
        (time(8, 52), "L", 12),
        (time(9, 9, 59), "L", 29),
        (time(9, 10), "U", 30),
        (time(10, 40), "U", 120),
    ],
)
def test_an_arrival_is_present_late_or_after_the_close(arrived, code, minutes):
    assert arrival_code(arrived, Session.AM, MORNING) == code
    assert minutes_late(arrived, MORNING) == minutes
    if code != "/":
        assert late_code(arrived, MORNING) == code


def test_minutes_late_are_whole_minutes_from_the_second_of_opening():
    window = RegisterWindow(time(8, 40, 30), time(9, 10), ends=time(12))
    assert minutes_late(time(8, 42, 29), window) == 1
    assert minutes_late(time(8, 42, 30), window) == 2


def test_present_has_a_code_for_each_session():
    assert [present_code(session) for session in Session] == ["/", "\\"]


@pytest.mark.parametrize(
    ("opens", "closes", "ends"),
    [
        ("09:00", "09:00", "12:00"),
        ("09:00", "08:59", "12:00"),
        ("09:00", "12:01", "12:00"),
    ],
)
def test_a_window_opens_then_closes_within_its_session(opens, closes, ends):
    with pytest.raises(ValueError, match="opens"):
        RegisterWindow(*map(time.fromisoformat, (opens, closes, ends)))


def test_a_register_open_for_forty_minutes_is_warned_about_with_the_source():
    long = RegisterWindow(opens=time(8, 50), closes=time(9, 30), ends=time(12))
    (warning,) = check_windows([long, long])
    assert "40 minutes" in warning
    assert "WTISA 2024" in warning


def test_half_an_hour_is_not_too_long_and_a_minute_more_is():
    half_an_hour = RegisterWindow(time(8, 50), time(9, 20), ends=time(12))
    longer = RegisterWindow(time(8, 50), time(9, 21), ends=time(12))
    assert check_windows([half_an_hour]) == ()
    assert len(check_windows([longer])) == 1


def test_sessions_that_differ_in_length_are_warned_about():
    short = RegisterWindow(opens=time(13, 15), closes=time(13, 25), ends=time(15))
    (warning,) = check_windows([MORNING, short])
    assert warning.startswith("Sessions stay open for 10 and 30 minutes")
    assert check_windows([MORNING, MORNING]) == ()


moments = st.timedeltas(timedelta(0), timedelta(days=1)).map(at("00:00").__add__)
skews = st.timedeltas(timedelta(days=-400), timedelta(days=400))


@given(moments, st.timedeltas(timedelta(0), WAIT), skews)
def test_a_wrong_clock_on_the_device_changes_nothing(received_at, waited, skew):
    sent_at = received_at + skew
    decided = deciding_moment(
        received_at=received_at,
        pressed_at=sent_at - waited,
        sent_at=sent_at,
        longest_wait=WAIT,
    )
    assert decided.at == received_at - waited
    assert decided.is_devices


@given(moments, moments, moments)
def test_the_moment_is_never_later_than_the_receipt_nor_earlier_than_the_wait(
    received_at, pressed_at, sent_at
):
    decided = deciding_moment(
        received_at=received_at,
        pressed_at=pressed_at,
        sent_at=sent_at,
        longest_wait=WAIT,
    )
    assert received_at - WAIT <= decided.at <= received_at


@pytest.mark.parametrize(
    ("pressed", "sent", "why"),
    [
        (None, None, "no device moment"),
        ("09:00", None, "no device moment"),
        ("09:00", "08:59", "the device's clock was set back"),
        ("02:00", "14:01", "the mark waited too long on the device"),
    ],
)
def test_the_server_decides_where_the_device_cannot_be_believed(pressed, sent, why):
    decided = deciding_moment(
        received_at=at("09:20"),
        pressed_at=at(pressed) if pressed else None,
        sent_at=at(sent) if sent else None,
        longest_wait=WAIT,
    )
    assert (decided.at, decided.is_devices, decided.why) == (at("09:20"), False, why)


def test_a_mark_may_wait_as_long_as_the_longest_wait_and_no_longer():
    for waited, is_devices in ((WAIT, True), (WAIT + timedelta(seconds=1), False)):
        decided = deciding_moment(
            received_at=at("15:00"),
            pressed_at=at("15:00") - waited,
            sent_at=at("15:00"),
            longest_wait=WAIT,
        )
        assert decided.is_devices is is_devices


def test_a_child_seen_before_the_close_is_not_made_late_by_a_dead_network():
    decided = deciding_moment(
        received_at=at("11:30"),
        pressed_at=at("09:05"),
        sent_at=at("11:29"),
        longest_wait=WAIT,
    )
    assert late_code(decided.at.time(), MORNING) == "L"
    assert late_code(at("11:30").time(), MORNING) == "U"

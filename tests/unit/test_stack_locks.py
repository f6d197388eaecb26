"""Who comes, who leaves, and who has the seat."""

from attendance.stack.locks import Attendance, Seat, exclusively


def test_only_the_last_to_leave_is_told_to_turn_off_the_light(tmp_path):
    first, second = Attendance(tmp_path / "users"), Attendance(tmp_path / "users")
    assert first.leave() is False
    assert second.leave() is True


def test_a_seat_is_taken_once_and_says_by_whom(tmp_path):
    sitting, late = Seat(tmp_path / "seat"), Seat(tmp_path / "seat")
    assert sitting.take("4711 http://localhost:8000")
    assert not late.take("4712 http://localhost:8001")
    assert late.note == "4711 http://localhost:8000"
    late.free()
    sitting.free()


def test_a_seat_is_free_again_when_its_holder_has_gone(tmp_path):
    gone = Seat(tmp_path / "seat")
    gone.take("a long note of somebody who left")
    gone.free()
    next_one = Seat(tmp_path / "seat")
    assert next_one.take("me")
    assert next_one.note == "me"
    next_one.free()


def test_an_exclusive_lock_can_be_had_again_after_it_was_let_go(tmp_path):
    with exclusively(tmp_path / "lock"):
        pass
    with exclusively(tmp_path / "lock"):
        pass

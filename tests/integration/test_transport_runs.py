"""Two taxis that came late: one act a run, each pupil with a ledger row of their own."""

import pytest

from register.models import Arrival, RunPlace, TransportRun
from schools.states import Role
from tests.desks import FRIDAY, Desk, desk
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
__all__ = ["desk"]


@pytest.fixture
def taxi(desk: Desk) -> TransportRun:
    """Add a taxi through the pages, and put the first three pupils on it."""
    desk.it_is(8, 40)
    return make_run(desk, "Taxi 4", range(3))


def make_run(desk: Desk, name: str, pupils) -> TransportRun:
    desk.post("transport-add", {"name": name, "operator": "Dale Cars", "telephone": ""})
    run = TransportRun.objects.get(name=name)
    for number in pupils:
        data = {"pupil": desk.world.pupils[number].pk}
        desk.post("transport-put", data, run=run.pk)
    return run


def send(desk, run, act="write", arrived="09:27", reason="flat tyre", on_it=None):
    every = [row.enrolment_id for row in RunPlace.objects.filter(run=run)]
    data = {"act": act, "arrived": arrived, "reason": reason}
    return desk.post(
        "transport-late",
        data | {"on_it": every if on_it is None else on_it},
        run=run.pk,
    )


def test_a_run_is_shown_before_it_is_written(desk, taxi):
    desk.mark("N", "/")
    desk.it_is(9, 27)
    page = send(desk, taxi, act="show").content.decode()
    assert page.count('name="on_it"') == 3
    assert "Marked / by" in page
    assert not Arrival.objects.exists()
    assert desk.story() == [("N", "")]


def test_after_the_close_unmarked_and_n_become_y1_and_other_marks_stand(desk, taxi):
    desk.mark("N", "/")
    desk.it_is(9, 27)
    assert send(desk, taxi).url == desk.url("desk")
    words = "Taxi 4 arrived 09:27: flat tyre"
    assert desk.story() == [("N", ""), ("Y1", words)]
    assert desk.story(1) == [("/", "")]
    assert desk.story(2) == [("Y1", "")]
    rows = Arrival.objects.order_by("enrolment_id")
    assert [(row.run, row.code, row.minutes_late) for row in rows] == [
        (taxi, "Y1", 37),
        (taxi, "Y1", 37),
    ]
    page = desk.get("transport")
    assert "09:27" in page


def test_before_the_close_it_is_l_with_the_minutes(desk, taxi):
    desk.it_is(9, 17)
    send(desk, taxi, arrived="09:17")
    assert {desk.mark_of(n).code for n in range(3)} == {"L"}
    assert desk.mark_of().minutes_late == 27


def test_two_taxis_on_one_morning_do_not_touch_each_other(desk, taxi):
    other = make_run(desk, "Taxi 9", [3])
    desk.it_is(9, 17)
    send(desk, taxi, arrived="09:17")
    desk.it_is(9, 31)
    send(desk, other, arrived="09:30", reason="road closed")
    codes = [desk.mark_of(n).code for n in range(4)]
    assert codes == ["L", "L", "L", "Y1"]


def test_written_twice_nobody_is_marked_again(desk, taxi):
    desk.it_is(9, 27)
    send(desk, taxi)
    send(desk, taxi)
    assert Arrival.objects.count() == 3
    assert desk.story() == [("Y1", "")]


def test_who_was_not_on_it_is_left_alone(desk, taxi):
    desk.it_is(9, 27)
    send(desk, taxi, on_it=[desk.world.enrolments[0].pk])
    assert desk.mark_of(0).code == "Y1"
    assert desk.mark_of(1) is None


def test_who_came_by_other_means_keeps_their_own_arrival(desk, taxi):
    desk.it_is(9, 2)
    desk.arrive(arrived="09:02", reason="grandfather drove")
    desk.it_is(9, 27)
    send(desk, taxi)
    assert desk.mark_of().code == "L"
    assert Arrival.objects.get(enrolment=desk.world.enrolments[0]).run is None


def test_a_reason_is_asked_for_and_the_future_refused(desk, taxi):
    desk.it_is(9, 27)
    assert "Enter because" in send(desk, taxi, reason="").content.decode()
    page = send(desk, taxi, arrived="10:30").content.decode()
    assert "still to come" in page
    assert not Arrival.objects.exists()


def test_two_runs_of_one_name_would_be_mistaken_for_each_other(desk, taxi):
    answer = desk.post("transport-add", {"name": "taxi 4"})
    assert "There is a run called taxi 4 already" in answer.content.decode()


def test_a_place_and_a_run_end_with_this_day(desk, taxi):
    place = RunPlace.objects.filter(run=taxi).earliest("pk")
    desk.post("transport-take", run=taxi.pk, place=place.pk)
    place.refresh_from_db()
    assert place.period.last_day == FRIDAY
    assert "last day today" in desk.get("transport-run", run=taxi.pk)
    desk.post("transport-end", run=taxi.pk)
    taxi.refresh_from_db()
    assert taxi.period.last_day == FRIDAY


def test_a_run_of_another_school_is_not_there(desk):
    other = make_world(pupils=1).scope()
    run = TransportRun.objects.create(
        school=other.school, name="Bus Z", starts_on=FRIDAY
    )
    stranger = other.enrolments[0]
    desk.world.scope()
    for name in ("transport-run", "transport-late"):
        assert desk.client.get(desk.url(name, run=run.pk)).status_code == 404
    mine = make_run(desk, "Taxi 1", [0])
    answer = desk.post("transport-put", {"pupil": stranger.pupil_id}, run=mine.pk)
    assert answer.status_code == 404
    desk.it_is(9, 27)
    send(desk, mine, on_it=[stranger.pk])
    assert not Arrival.objects.exists()
    desk.sign_in_as(Role.TEACHER)
    assert desk.client.get(desk.url("transport")).status_code == 403

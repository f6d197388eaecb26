"""The queue on the device against the real server: who sends, when an item leaves."""

import datetime as dt

import pytest

from tests.functional.offline.classes import (
    Stored,
    hire_teacher,
    register_url,
    stored,
)
from tests.functional.offline.device import (
    kept,
    wait_until_empty,
    wait_until_nameless,
)
from tests.functional.offline.hand import Hand

A_PAGE = "stay_signed_in"


@pytest.fixture
def opened(site, signed_in, world, teacher, wire):
    """Open a page over the wire with the queue of Friday morning's register in it."""

    def open_page(page=None):
        page = page or signed_in(teacher)
        page.goto(wire.through(site.url(A_PAGE)))
        return page, Hand(page, teacher.person_id, register_url(site, world))

    return open_page


def test_a_mark_goes_at_once_and_keeps_the_servers_moment(opened, world):
    page, queue = opened()
    queue.press(world.enrolments[0].pk, "/")
    queue.wait_for(world.enrolments[0].pk, "saved")
    assert kept(page)["queue"] == []
    assert stored(world) == Stored(["/", *[None] * 5], 0, {})


def test_a_mark_that_waited_keeps_the_moment_of_the_key(opened, world, wire):
    page, queue = opened()
    wire.cut()
    queue.press(world.enrolments[0].pk, "/")
    (item,) = kept(page)["queue"]
    page.wait_for_timeout(2100)
    wire.mend()
    queue.wait_for(world.enrolments[0].pk, "saved")
    pressed = dt.datetime.fromisoformat(item["pressedAt"])
    assert stored(world).moments == {world.enrolments[0].pk: pressed}


def test_a_lost_answer_is_asked_for_again_and_nothing_is_doubled(opened, world, wire):
    page, queue = opened()
    first, second = (enrolment.pk for enrolment in world.enrolments[:2])
    wire.lose_answer_to("POST /marks")
    queue.press(first, "/")
    queue.press(second, "N")
    queue.wait_for(first, "saved")
    queue.wait_for(second, "saved")
    assert wire.lost >= 1
    assert kept(page)["queue"] == []
    assert stored(world).codes == ["/", "N", *[None] * 4]
    assert stored(world).ledger == 0


def test_what_was_corrected_without_a_network_is_all_in_the_ledger(opened, world, wire):
    page, queue = opened()
    one = world.enrolments[0].pk
    wire.cut()
    for code in ("N", "/", "L"):
        queue.press(one, code)
    assert [item["version"] for item in kept(page)["queue"]] == [0, 1, 2]
    wire.mend()
    queue.wait_for(one, "saved")
    assert stored(world).codes == ["L", *[None] * 5]
    assert stored(world).ledger == 2


def test_a_mark_typed_over_ones_own_does_not_meet_it_as_somebody_elses(opened, world):
    page, queue = opened()
    one = world.enrolments[0].pk
    queue.press(one, "N")
    wait_until_empty(page)
    queue.press(one, "/", version=0)
    wait_until_empty(page)
    assert stored(world).codes == ["/", *[None] * 5]
    assert stored(world).ledger == 1


def test_a_closed_page_leaves_its_queue_to_the_next(opened, world, wire, site):
    page, queue = opened()
    wire.cut()
    queue.press(world.enrolments[0].pk, "/")
    context = page.context
    page.close()
    wire.mend()
    # Any page of that person sends it, the register's or not: no queue is opened here.
    page = context.new_page()
    page.goto(wire.through(site.url(A_PAGE)))
    wait_until_empty(page)
    assert stored(world).codes[0] == "/"


def test_two_tabs_send_each_mark_once(opened, world, wire):
    page, queue = opened()
    _, other = opened(page.context.new_page())
    wire.cut()
    for number, enrolment in enumerate(world.enrolments):
        (queue, other)[number % 2].press(enrolment.pk, "/")
    wire.mend()
    for hand in (queue, other):
        for enrolment in world.enrolments:
            hand.wait_for(enrolment.pk, "saved")
    assert kept(page)["queue"] == []
    assert stored(world).codes == ["/"] * 6
    assert stored(world).ledger == 0


def test_an_ended_sign_in_keeps_the_marks_and_deletes_the_names(
    opened, world, teacher, sign_in
):
    page, queue = opened()
    page.context.clear_cookies()
    queue.press(world.enrolments[0].pk, "/", note="With her aunt today")
    assert queue.flush() == "signed-out"
    queue.wait_for_end()
    wait_until_nameless(page)
    found = kept(page)
    (item,) = found["queue"]
    assert (item["person"], item["code"]) == (teacher.person_id, "/")
    assert "aunt" not in str(found)
    assert stored(world).codes[0] is None
    # Signed in again as the same person, the page that is still open sends all of it.
    sign_in(page, teacher.person)
    assert queue.flush() == "reached"
    assert kept(page)["queue"] == []
    assert stored(world).codes[0] == "/"


def test_somebody_else_neither_sees_nor_sends_what_waits(
    opened, world, teacher, site, sign_in
):
    page, queue = opened()
    page.context.clear_cookies()
    queue.press(world.enrolments[0].pk, "N")
    colleague = hire_teacher(world)
    sign_in(page, colleague.person)
    page.goto(page.url)
    mine = Hand(page, colleague.person_id, register_url(site, world))
    assert mine.flush() == "reached"
    assert mine.pending() == []
    assert len(kept(page)["queue"]) == 1
    assert stored(world).codes[0] is None
    # Even a page that is still the first person's sends nothing in the colleague's name.
    theirs = Hand(page, teacher.person_id, register_url(site, world))
    assert theirs.flush() == "someone-else"
    assert stored(world).codes[0] is None
    sign_in(page, teacher.person)
    page.goto(page.url)
    wait_until_empty(page)
    assert stored(world).codes[0] == "N"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "content_type": "text/html", "body": "<h1>Sign in</h1>"},
        {"status": 302, "headers": {"Location": "/account/login/"}},
        {"status": 403, "content_type": "application/json", "body": '{"say": "No."}'},
        {"status": 500, "content_type": "text/html", "body": "Oh"},
        {"status": 503, "content_type": "application/json", "body": "{}"},
        {"status": 200, "content_type": "application/json", "body": '{"items": []}'},
        {"status": 200, "content_type": "application/json", "body": "{"},
    ],
    ids=lambda answer: f"{answer['status']} {answer.get('body', '')[:14]}",
)
def test_an_answer_that_names_nothing_lets_nothing_go(opened, world, answer):
    page, queue = opened()
    page.route("**/marks", lambda route: route.fulfill(**answer))
    queue.press(world.enrolments[0].pk, "/")
    assert queue.flush() in {"unreachable", "denied"}
    assert [item["state"] for item in kept(page)["queue"]] == ["waiting"]
    page.unroute("**/marks")
    assert queue.flush() == "reached"
    assert kept(page)["queue"] == []
    assert stored(world).codes[0] == "/"


def test_a_refusal_stays_with_its_sentence_until_the_person_decides(opened, world):
    page, queue = opened()
    stranger = 2_000_000_000  # no pupil of this register
    queue.press(stranger, "/")
    queue.wait_for(stranger, "refused")
    page.reload()
    page, queue = opened(page)
    queue.wait_for(stranger, "refused")
    (item,) = queue.pending()
    assert item["sentence"] == "This pupil is not in this register today."
    page.evaluate("one => window.queue.resolve(one, 'theirs')", stranger)
    queue.wait_for(stranger, "given-up")
    assert kept(page)["queue"] == []


def test_one_mark_that_the_server_cannot_read_keeps_no_other_from_it(opened, world):
    page, queue = opened()
    good, bad = (enrolment.pk for enrolment in world.enrolments[:2])
    page.context.set_offline(True)
    queue.press(bad, "/", minutesLate="soon")
    queue.press(good, "/")
    page.context.set_offline(False)
    queue.wait_for(bad, "refused")
    queue.wait_for(good, "saved")
    assert stored(world).codes[:2] == ["/", None]

"""Where everybody is: fire list, roll calls, lessons, and alerts on every page."""

import datetime as dt
import json
import uuid

import pytest
from django.urls import reverse

from register.models import NotFound, OnSite, RollCall, RollCallTick
from schools.models import Alert
from schools.services.alerts import News, alert
from schools.states import Role
from tests.desks import Desk, at, contact_of, desk
from tests.integration.test_leaving_desk import leave
from tests.worlds import hire, make_world

pytestmark = pytest.mark.django_db
__all__ = ["desk"]


def names(desk: Desk) -> list[str]:
    return [pupil.sort_name for pupil in desk.world.pupils]


# The fire list ---------------------------------------------------------------


def test_the_list_knows_who_is_here_by_register_and_desk(desk):
    desk.mark("/", "/", "M")
    contact = contact_of(desk.world)
    desk.it_is(9, 20)
    desk.arrive(2, arrived="09:20", why="M")
    desk.it_is(10, 15)
    leave(desk, 0, collector=str(contact.pk))
    page = desk.get("fire-list")
    here, away = page.partition("Away:")[0], page.partition("Away:")[2]
    first, second, third, fourth = names(desk)
    assert first in away.partition("</p>")[0]
    assert second in here
    # Back from the dentist: M, and in the building.
    assert third in here
    assert fourth in here
    assert "1 unknown" in here
    assert "signed out 10:15" in away


def test_the_list_gives_no_reason_for_an_absence(desk):
    desk.mark("I", "E")
    page = desk.get("fire-list").lower()
    assert "illness" not in page
    assert "suspended" not in page


def test_visitors_and_staff_are_on_it_until_they_sign_out(desk):
    desk.post("visitors", {"name": "Mr Odd Jobs", "organisation": "Boilers Ltd"})
    member = desk.world.by(Role.TEACHER)
    desk.post("visitors", {"name": member.name})
    assert OnSite.objects.get(name=member.name).member == member
    page = desk.get("fire-list")
    assert "Mr Odd Jobs" in page
    again = desk.post(
        "visitors", {"name": "Mr Odd Jobs", "organisation": "Boilers Ltd"}
    )
    assert "signed in already" in again.content.decode()
    visit = OnSite.objects.get(name="Mr Odd Jobs")
    desk.post("visitor-out", visit=visit.pk)
    assert "Mr Odd Jobs: left 08:52" in desk.get("visitors")
    assert "Mr Odd Jobs" not in desk.get("fire-list")
    assert OnSite.objects.get(pk=visit.pk).left_by == desk.world.by(Role.OFFICE)


def test_the_frame_leads_to_the_list_from_every_page(desk):
    desk.sign_in_as(Role.TEACHER)
    page = desk.get("school-home")
    assert f'href="{desk.url("fire-list")}" data-fire' in page
    assert f'data-fire="{desk.url("fire-device")}"' in page


def test_the_device_is_told_the_list_and_the_roll_call_that_runs(desk):
    kept = json.loads(desk.get("fire-device"))
    assert [row["url"] for row in kept["registers"]] == [desk.url("fire-list")]
    assert names(desk)[0] in kept["registers"][0]["html"]
    start(desk)
    kept = json.loads(desk.get("fire-device"))
    call = RollCall.objects.get()
    assert kept["registers"][1]["url"] == desk.url("roll-call", call=call.pk)
    assert "csrf" not in kept["registers"][1]["html"]


# Roll calls ------------------------------------------------------------------


def start(desk, kind="drill") -> RollCall:
    desk.post("roll-calls", {"kind": kind, "words": ""})
    return RollCall.objects.get()


def tick(desk, call, *people, is_safe=True, key=None, pressed_at=None, sent_at=None):
    items = [
        {
            "id": str(key or uuid.uuid4()),
            "who": who,
            "is_safe": is_safe,
            **({"pressed_at": pressed_at.isoformat()} if pressed_at else {}),
        }
        for who in people
    ]
    body = {"items": items, "sent_at": sent_at.isoformat() if sent_at else None}
    return desk.client.post(
        desk.url("roll-call-ticks", call=call.pk),
        json.dumps(body),
        content_type="application/json",
    )


def who(desk, pupil=0) -> str:
    return f"pupil:{desk.world.enrolments[pupil].pk}"


def test_everybody_is_unknown_until_a_marshal_saw_them(desk):
    desk.mark("/", "/", "/", "/")
    call = start(desk, "real")
    assert not call.is_drill
    page = desk.get("roll-call", call=call.pk)
    # Four pupils, and the staff of the school, the clerk among them.
    expected = len(call.expected)
    assert f"<b data-roll-expected>{expected}</b>" in page
    assert "is-safe" not in page
    assert {row["group"] for row in call.expected} == {"4B", "Staff"}


def test_two_marshals_see_each_others_ticks_and_the_report_names_who_is_left(desk):
    desk.mark("/", "/", "/", "/")
    call = start(desk)
    desk.it_is(10, 3)
    assert tick(desk, call, who(desk, 0)).status_code == 200
    desk.sign_in_as(Role.TEACHER)
    desk.it_is(10, 4)
    tick(desk, call, who(desk, 1), who(desk, 2))
    state = json.loads(desk.get("roll-call-state", call=call.pk))["people"]
    assert set(state) == {who(desk, 0), who(desk, 1), who(desk, 2)}
    assert state[who(desk, 0)]["by"] == desk.world.by(Role.OFFICE).name
    answer = desk.post("roll-call-end", call=call.pk)
    page = desk.client.get(answer.url).content.decode()
    unknown = page.partition("Unknown")[2].partition("</table>")[0]
    assert names(desk)[3] in unknown
    assert names(desk)[0] not in unknown
    assert "drill" in page
    # Once it has ended its page is the report.
    ended = desk.client.get(desk.url("roll-call", call=call.pk))
    assert ended.url == desk.url("roll-call-report", call=call.pk)


def test_a_queue_that_is_sent_twice_ticks_once_at_the_moment_of_the_key(desk):
    call = start(desk)
    key, pressed = uuid.uuid4(), at(8, 53)
    desk.it_is(9, 5)
    for _ in range(2):
        answer = tick(
            desk, call, who(desk), key=key, pressed_at=pressed, sent_at=at(9, 5)
        )
        assert answer.json()["items"][0]["state"] == "saved"
    row = RollCallTick.objects.get()
    assert (row.ticked_at, row.received_at) == (pressed, at(9, 5))


def test_the_last_word_holds_and_a_tick_after_the_end_is_kept(desk):
    call = start(desk)
    desk.it_is(8, 54)
    tick(desk, call, who(desk))
    desk.it_is(8, 55)
    tick(desk, call, who(desk), is_safe=False)
    state = json.loads(desk.get("roll-call-state", call=call.pk))["people"]
    assert state[who(desk)]["is_safe"] is False
    desk.post("roll-call-end", call=call.pk)
    desk.it_is(8, 59)
    tick(desk, call, who(desk))
    assert json.loads(desk.get("roll-call-state", call=call.pk))["ended"] is True
    assert RollCallTick.objects.count() == 3


def test_without_scripts_a_button_is_a_tick(desk):
    call = start(desk)
    answer = desk.post("roll-call", {"tick": f"safe {who(desk)}"}, call=call.pk)
    assert answer.url.endswith(f"#{who(desk)}")
    assert RollCallTick.objects.get().is_safe


def test_a_second_start_joins_the_first(desk):
    first = start(desk)
    desk.sign_in_as(Role.TEACHER)
    answer = desk.post("roll-calls", {"kind": "real", "words": ""})
    assert answer.url == desk.url("roll-call", call=first.pk)
    assert RollCall.objects.count() == 1


def test_a_tick_of_nobody_is_refused_and_of_another_person_denied(desk):
    call = start(desk)
    answer = tick(desk, call, "pupil:999999").json()["items"][0]
    assert answer["state"] == "refused"
    assert not RollCallTick.objects.exists()
    denied = desk.client.post(
        desk.url("roll-call-ticks", call=call.pk),
        json.dumps({"person": 1, "items": []}),
        content_type="application/json",
    )
    assert denied.status_code == 403
    bad = desk.client.post(
        desk.url("roll-call-ticks", call=call.pk), "{", content_type="application/json"
    )
    assert bad.status_code == 400


# Lessons ---------------------------------------------------------------------


def check(desk, *not_there, lesson="Period 3"):
    data = {"lesson": lesson, "not_there": not_there}
    return desk.post("lesson", data, group=desk.world.group.pk)


def test_present_at_registration_and_not_in_the_lesson_is_looked_for(desk):
    told = {desk.world.by(Role.OFFICE), desk.world.by(Role.SAFEGUARDING)}
    desk.mark("/", "/", "I", "/")
    desk.sign_in_as(Role.TEACHER)
    desk.it_is(11, 10)
    page = desk.get("lesson", group=desk.world.group.pk)
    assert page.count('name="not_there"') == 4
    gone, ill = desk.world.enrolments[0].pk, desk.world.enrolments[2].pk
    check(desk, gone, ill)
    # The one who is ill was not expected; the other is searched, and the mark stands.
    row = NotFound.objects.get()
    assert row.enrolment_id == gone
    assert row.noticed_by == desk.world.by(Role.TEACHER)
    assert {one.to for one in Alert.objects.all()} == told
    assert desk.story() == [("/", "")]
    check(desk, gone)
    assert NotFound.objects.count() == 1
    assert names(desk)[0] in desk.get("lessons")
    desk.it_is(11, 25)
    desk.post("not-found", {"where": "Medical room", "at": "11:22"}, search=row.pk)
    row.refresh_from_db()
    assert (row.found_where, row.found_at) == ("Medical room", at(11, 22))
    assert "Medical room" in desk.get("lessons")
    assert desk.mark_of().code == "/"


def test_who_is_looked_for_stands_on_the_homes_of_office_and_safeguarding(desk):
    desk.mark("/")
    desk.it_is(11, 10)
    check(desk, desk.world.enrolments[0].pk)
    for role in (Role.OFFICE, Role.SAFEGUARDING):
        desk.sign_in_as(role)
        page = desk.get("school-home")
        assert "Looked for" in page
        assert names(desk)[0] in page


def test_a_pupil_who_was_signed_out_is_not_looked_for(desk):
    desk.mark("/")
    contact = contact_of(desk.world)
    desk.it_is(10, 15)
    leave(desk, 0, collector=str(contact.pk))
    desk.it_is(11, 10)
    check(desk, desk.world.enrolments[0].pk)
    assert not NotFound.objects.exists()


# Alerts ----------------------------------------------------------------------


def say(desk, words="Something at once", link=""):
    alert(
        News(words=words, is_urgent=True, link=link),
        school=desk.world.school,
        roles=[Role.OFFICE],
        now=at(8, 45),
    )


def test_an_alert_stands_at_home_and_is_asked_for_by_other_pages(desk):
    desk.world.by(Role.OFFICE)
    say(desk)
    assert "Something at once" in desk.get("school-home")
    board = desk.get("board")
    assert "Something at once" not in board
    assert f'data-alerts="{desk.url("alerts-new")}"' in board
    assert "Something at once" in desk.get("alerts-new")


def test_a_seen_alert_is_in_the_history_and_nowhere_else(desk):
    say(desk, link=desk.url("desk"))
    row = Alert.objects.get()
    answer = desk.post("alert-seen", {"open": "1"}, alert=row.pk)
    assert answer.url == desk.url("desk")
    assert desk.client.get(desk.url("alerts-new")).status_code == 204
    page = desk.get("alerts")
    assert "Nothing new" in page
    assert "Something at once" in page


def test_who_holds_two_roles_reads_news_once_and_has_seen_both(desk):
    clerk = desk.world.by(Role.OFFICE)
    hire(desk.world.school, Role.SAFEGUARDING, person=clerk.person)
    alert(
        News(words="Twice told"),
        school=desk.world.school,
        roles=[Role.OFFICE, Role.SAFEGUARDING],
        now=at(8, 45),
    )
    assert desk.get("alerts-new").count("Twice told") == 2  # words, and the button's
    desk.post("alert-seen", alert=Alert.objects.earliest("pk").pk)
    assert not Alert.objects.filter(seen_at=None).exists()


def test_somebody_elses_alert_cannot_be_seen_away(desk):
    say(desk)
    row = Alert.objects.get()
    desk.sign_in_as(Role.TEACHER)
    assert desk.post("alert-seen", alert=row.pk).status_code == 404
    assert desk.client.get(desk.url("alerts-new")).status_code == 204


def test_strangers_find_no_page_and_no_roll_call_of_another_school(desk):
    other = make_world(pupils=1).scope()
    stranger = other.by(Role.OFFICE)
    call = RollCall.objects.create(
        school=other.school, expected=[], started_at=at(9, 0), started_by=stranger
    )
    search = NotFound.objects.create(
        school=other.school,
        enrolment=other.enrolments[0],
        last_seen="x",
        noticed_at=at(9, 0) + dt.timedelta(minutes=1),
        noticed_by=stranger,
    )
    desk.world.scope()
    for name, where in (
        ("roll-call", {"call": call.pk}),
        ("roll-call-report", {"call": call.pk}),
        ("not-found", {"search": search.pk}),
    ):
        assert desk.client.get(desk.url(name, **where)).status_code == 404
    desk.client.force_login(stranger.person)
    for name in ("fire-list", "fire-device", "roll-calls", "lessons", "alerts"):
        address = reverse(name, kwargs={"school": desk.world.school.slug})
        assert desk.client.get(address).status_code == 404

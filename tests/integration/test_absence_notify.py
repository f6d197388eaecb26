"""GOV.UK Notify's own client against a server of ours that speaks its protocol."""

import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from notifications_python_client.errors import HTTPError

from followup.models import Message, MessageReply, ParentReport
from followup.services.listing import make_list
from followup.services.notify import Notify
from followup.services.providers import NotSent, Outgoing
from followup.services.replies import keep_reply
from followup.services.sending import (
    claim_message,
    follow_delivery,
    note_sent,
    release_messages,
    send_claimed,
)
from followup.states import Delivery, Way
from schools.states import Role
from tests.factories.followup import add_parent
from tests.mornings import FRIDAY, at, mark, take
from tests.worlds import make_world

KEY = f"test-{uuid.uuid4()}-{uuid.uuid4()}"
NOW = at(9, 40)


class Service(BaseHTTPRequestHandler):
    """What Notify answers: it keeps what it took, and refuses one number."""

    taken: list[dict] = []
    received: list[dict] = []
    status = "sending"
    answer = 201

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.answer == 201:
            body["id"] = str(uuid.uuid4())
            self.taken.append(body)
        self._say(self.answer, body | {"errors": [{"message": "Not a UK number"}]})

    def do_GET(self):
        where = urlsplit(self.path)
        if where.path.endswith("received-text-messages"):
            return self._say(200, {"received_text_messages": self.received})
        [asked] = parse_qs(where.query)["reference"]
        found = [
            {"id": row["id"], "status": self.status}
            for row in self.taken
            if row["reference"] == asked
        ]
        return self._say(200, {"notifications": found, "links": {}})

    def _say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def service(settings, monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Service)
    for name, fresh in (
        ("taken", []),
        ("received", []),
        ("status", "sending"),
        ("answer", 201),
    ):
        monkeypatch.setattr(Service, name, fresh)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    settings.NOTIFY_API_KEY = KEY
    settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_TEMPLATES = {"text": "text-template", "email": "email-template"}
    settings.MESSAGE_PROVIDERS = {"text": "notify", "email": "notify"}
    yield Service
    server.shutdown()
    server.server_close()
    thread.join()


def outgoing(**given):
    return Outgoing(
        **{
            "reference": str(uuid.uuid4()),
            "channel": "text",
            "address": "+447700900123",
            "subject": "",
            "text": "Ada is not in school",
            **given,
        }
    )


def test_a_text_goes_with_the_school_s_own_words_and_our_reference(service):
    message = outgoing()
    fate = Notify().send(message)
    [sent] = service.taken
    assert sent["template_id"] == "text-template"
    assert sent["personalisation"]["message"] == message.text
    assert sent["reference"] == message.reference
    assert (fate.delivery, fate.provider_id) == (Delivery.ACCEPTED, sent["id"])


def test_what_was_sent_is_found_by_its_reference_and_nothing_else_is(service):
    message = outgoing()
    Notify().send(message)
    assert Notify().look_up(message.reference).was_sent is True
    assert Notify().look_up(str(uuid.uuid4())).was_sent is False


def test_a_refusal_is_final_and_a_failure_is_not(service, monkeypatch):
    monkeypatch.setattr(service, "answer", 400)
    with pytest.raises(NotSent, match="Not a UK number"):
        Notify().send(outgoing())
    monkeypatch.setattr(service, "answer", 500)
    with pytest.raises(HTTPError):
        Notify().send(outgoing())


@pytest.fixture
def sent(service):
    """A school with one absent child whose parent got a text; and another school."""
    other = make_world(pupils=1)
    world = make_world(pupils=1)
    mark(world, "N", by=world.by(Role.OFFICE))
    take(world, by=world.by(Role.OFFICE))
    add_parent(world.pupils[0])
    make_list(school=world.school, day=FRIDAY, now=at(9, 31))
    [pk] = Message.objects.values_list("pk", flat=True)
    release_messages(school=world.school, ids=[pk], by=world.by(Role.OFFICE), now=NOW)
    message = claim_message(message_id=pk, now=NOW)
    assert message
    note_sent(message_id=pk, fate=send_claimed(message), now=NOW)
    return world, other


@pytest.mark.django_db
def test_how_far_a_message_has_come_is_asked_and_shown(sent, service, monkeypatch):
    message = Message.objects.get()
    assert follow_delivery(message_id=message.pk) is Delivery.ACCEPTED
    monkeypatch.setattr(service, "status", "delivered")
    assert follow_delivery(message_id=message.pk) is Delivery.DELIVERED
    monkeypatch.setattr(service, "status", "permanent-failure")
    assert follow_delivery(message_id=message.pk) is Delivery.FAILED


@pytest.mark.django_db
def test_an_answer_is_matched_to_the_child_and_waits_to_be_read(sent, service):
    world, other = sent
    number = Message.objects.get().address
    service.received.append(
        {"id": str(uuid.uuid4()), "user_number": number[1:], "content": "He is ill"}
    )
    [answer] = Notify().received()
    other.scope()
    assert keep_reply(answer, now=NOW) is None
    world.scope()
    reply = keep_reply(answer, now=NOW)
    assert keep_reply(answer, now=NOW) == reply
    assert MessageReply.objects.count() == 1
    [report] = ParentReport.objects.all()
    assert (report.way, report.said) == (Way.TEXT, "He is ill")
    assert report.accepted_at is None
    assert report.enrolment_id == world.enrolments[0].pk

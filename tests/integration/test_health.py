"""What the machines that watch are told, also when a server is down."""

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_an_installation_whose_servers_answer_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


def test_an_installation_without_its_database_says_so_and_fails_no_page(monkeypatch):
    with monkeypatch.context() as patch:
        # Outside a test that may use it, the database refuses: as one that is down.
        patch.setitem(connection.settings_dict, "HOST", "/nowhere")
        answer = Client(raise_request_exception=False).get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert "Traceback" not in answer.content.decode()


def test_a_process_answers_whatever_else_is_down():
    assert Client(raise_request_exception=False).get("/healthz").status_code == 200

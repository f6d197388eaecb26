"""Sign-in without a browser: limits, mails, other services, and pages that fail."""

import re
import uuid

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from core.views import server_error
from schools.models import Person

PASSWORD = "rollbook-demo"
MICROSOFT = {
    "provider_id": "microsoft",
    "name": "Microsoft",
    "client_id": "ours",
    "secret": "kept",
    "settings": {"server_url": "https://login.example"},
}


@pytest.fixture
def rosa(db) -> Person:
    email = f"rosa.{uuid.uuid4().hex[:8]}@school.example"
    return Person.objects.create_user(email, PASSWORD, name="Rosa Bell")


def attempt(client: Client, email: str, password: str) -> str:
    fields = {"login": email, "password": password}
    answer = client.post(reverse("account_login"), fields)
    return answer.content.decode() if answer.status_code == 200 else "signed in"


def test_the_sixth_wrong_password_waits_even_when_it_is_right(client, rosa):
    for _ in range(5):
        assert "do not match" in attempt(client, rosa.email, "wrong")
    assert "Wait five minutes" in attempt(client, rosa.email, PASSWORD)
    assert "Wait five minutes" in attempt(Client(), rosa.email.upper(), PASSWORD)


def test_a_mailed_link_sets_a_password_and_ends_the_wait(client, rosa, mailoutbox):
    for _ in range(6):
        attempt(client, rosa.email, "wrong")
    client.post(reverse("account_reset_password"), {"email": rosa.email})
    (mail,) = mailoutbox
    (link,) = re.findall(r"http://testserver(/account/\S+)", mail.body)
    page = client.get(link, follow=True)
    new = "staple correct 17"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert done.status_code == 302
    assert attempt(Client(), rosa.email, new) == "signed in"


def test_no_mail_goes_to_an_address_without_an_account(client, db, mailoutbox):
    url = reverse("account_reset_password")
    answer = client.post(url, {"email": "nobody@school.example"}, follow=True)
    assert "If there is an account" in answer.content.decode()
    assert mailoutbox == []


def test_nobody_changes_the_address_of_their_account(client, rosa):
    client.force_login(rosa)
    answer = client.post(
        reverse("account_email"), {"email": "mine@home.example", "action_add": ""}
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("mfa_index")
    assert not rosa.emailaddress_set.exists()


def test_a_service_that_is_set_up_has_a_button(client, db, settings):
    assert "Sign in with Microsoft" not in client.get(reverse("account_login")).text
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [MICROSOFT]}}
    assert "Sign in with Microsoft" in client.get(reverse("account_login")).text


def test_a_script_without_a_sign_in_gets_no_page(client, db):
    answer = client.get(
        reverse("stay_signed_in"), headers={"accept": "application/json"}
    )
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/json"


def test_a_page_that_failed_asks_no_database(db, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        answer = server_error(request)
    assert answer.status_code == 500
    assert "Something failed on our side" in answer.content.decode()

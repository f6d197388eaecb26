"""The guide to recording: what the law has fixed and the school has chosen."""

import pytest
from django.urls import reverse

from schools.states import Role
from tests.worlds import make_world

pytestmark = pytest.mark.django_db


def guide(client, world, role):
    client.force_login(world.by(role).person)
    return client.get(reverse("recording", args=[world.school.slug]))


def test_a_teacher_reads_the_times_the_steps_and_which_codes_are_theirs(client):
    page = guide(client, make_world().scope(), Role.TEACHER).content.decode()
    assert "08:50–09:20" in page
    assert "Hand the register in complete" in page
    assert "<strong>N</strong>" in page
    assert "<strong>C1</strong>" not in page


def test_the_office_has_more_codes(client):
    page = guide(client, make_world().scope(), Role.OFFICE).content.decode()
    assert "<strong>C1</strong>" in page


def test_a_governor_is_refused_and_a_stranger_finds_nothing(client):
    world = make_world().scope()
    assert guide(client, world, Role.GOVERNOR).status_code == 403
    client.force_login(make_world().by(Role.HEAD).person)
    assert client.get(reverse("recording", args=[world.school.slug])).status_code == 404

"""Every address under a body answers 404 to a stranger, and sends nobody else's rows."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from core.tenancy import set_scope
from schools.states import BodyKind, Role
from tests.worlds import World, hire, make_trust, make_world

pytestmark = pytest.mark.django_db
KINDS = [kind.value for kind in BodyKind]
WORDS = {"day": "2026-11-20", "session": "am", "year": "2026"}


def addresses(
    patterns: list[URLPattern | URLResolver], outer: dict[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    for pattern in patterns:
        converters = outer | getattr(pattern.pattern, "converters", {})
        if isinstance(pattern, URLResolver):
            if not pattern.namespace:
                yield from addresses(pattern.url_patterns, converters)
        elif pattern.name and any(kind in converters for kind in KINDS):
            yield pattern.name, converters


ADDRESSES = dict(addresses(get_resolver().url_patterns, {}))


def address(name: str, slug: str) -> str:
    values = {
        key: slug
        if key in KINDS
        else 1
        if isinstance(converter, IntConverter)
        else WORDS.get(key, "x")
        for key, converter in ADDRESSES[name].items()
    }
    return reverse(name, kwargs=values)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def stranger(client: Client) -> Client:
    other = make_world().scope()
    client.force_login(other.by(Role.HEAD).person)
    return client


@pytest.mark.parametrize("name", sorted(ADDRESSES))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_told_that_there_is_no_such_page(name, method, world, stranger):
    answer = getattr(stranger, method)(address(name, world.school.slug))
    assert answer.status_code == 404


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_nobody_sees_a_page_without_signing_in(name, world, client):
    page = client.get(address(name, world.school.slug))
    script = client.get(
        address(name, world.school.slug), headers={"Accept": "application/json"}
    )
    assert page.status_code in {302, 401}
    assert script.status_code == 401


def test_a_query_without_a_filter_finds_nothing_of_another_school(world):
    tenants = [
        model
        for model in apps.get_models()
        if any(field.attname == "school_id" for field in model._meta.concrete_fields)
        and model.__name__ not in {"Affiliation", "JobRun"}
    ]
    other = make_world()
    hire(other.school, Role.HEAD)
    make_trust(world.school, other.school)
    set_scope([other.school.pk])
    for model in tenants:
        schools = set(model._default_manager.values_list("school_id", flat=True))
        assert schools <= {other.school.pk}, model
    set_scope([])
    for model in tenants:
        assert not model._default_manager.exists(), model


def test_a_trust_lead_enters_the_schools_of_the_trust_and_no_other(world, client):
    other = make_world()
    trust = make_trust(world.school)
    set_scope([], body_ids=[trust.pk])
    client.force_login(hire(trust, Role.TRUST_LEAD).person)
    inside = client.get(reverse("school-home", kwargs={"school": world.school.slug}))
    outside = client.get(reverse("school-home", kwargs={"school": other.school.slug}))
    assert (inside.status_code, outside.status_code) == (200, 404)

"""A kept connection is checked without a trip to the database, and noticed when lost."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from core.rows import first_row, int_array
from schools.models import Person

pytestmark = pytest.mark.usefixtures("committed")


def begin_request() -> None:
    """Do what Django does with kept connections before each request."""
    connection.health_check_enabled = True  # type: ignore[attr-defined]
    connection.close_if_unusable_or_obsolete()


def process_of_server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_an_idle_connection_is_used_again_without_a_question() -> None:
    process = process_of_server()
    begin_request()
    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
        assert process_of_server() == process
    assert [row["sql"] for row in asked] == ["select pg_backend_pid()"]


def test_a_connection_that_the_server_ended_is_replaced() -> None:
    process = process_of_server()
    begin_request()
    with connections["owner"].cursor() as owner:
        owner.execute("select pg_terminate_backend(%s, 5000)", [process])
    assert process_of_server() != process


def test_a_closed_connection_is_not_usable() -> None:
    process_of_server()
    connection.connection.close()
    assert not connection.is_usable()
    connection.close()  # the tests after this one begin with a connection of their own


def test_a_row_that_does_not_exist_is_none() -> None:
    assert first_row(Person, "id = %s", [0]) is None


def test_a_row_is_the_stored_instance() -> None:
    made = Person.objects.create_user("row@school.example", name="Ada Row")
    found = first_row(Person, "id = %s", [made.pk])
    assert found == made
    assert found is not None
    assert not found._state.adding
    assert (found.email, found.name) == ("row@school.example", "Ada Row")


def test_an_array_of_numbers_holds_numbers_only() -> None:
    assert int_array([3, 1]) == "{3,1}"
    assert int_array([]) == "{}"
    with pytest.raises(ValueError, match="invalid literal"):
        int_array(["1}"])  # type: ignore[list-item]

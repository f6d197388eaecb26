"""One story of many tellers."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from core.chronology import Entry, story_of, tellers

DAY = dt.date(2026, 11, 20)


def told_early(subject_id):
    yield Entry(at=DAY, app="a", kind="note", words=f"whole day of {subject_id}")
    yield Entry(at=dt.date(2026, 11, 19), app="a", kind="note", words="day before")


def told_late(subject_id):
    at_nine = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    yield Entry(at=at_nine, app="b", kind="call", words="at nine")
    yield Entry(at=at_nine, app="b", kind="call", words="secret", needs="see secrets")


HERE = [f"{__name__}.told_early", f"{__name__}.told_late"]


@override_settings(CHRONOLOGY=HERE)
def test_the_tellers_make_one_story_the_latest_first():
    words = [entry.words for entry in story_of(7, may=lambda _: False)]
    assert words == ["at nine", "whole day of 7", "day before"]


@override_settings(CHRONOLOGY=HERE)
def test_an_entry_that_needs_more_is_told_only_to_those_who_may():
    asked = []

    def may(needs):
        asked.append(needs)
        return True

    assert "secret" in [entry.words for entry in story_of(7, may=may)]
    assert asked == ["see secrets"]


def test_a_moment_just_after_midnight_in_summer_is_of_the_local_day():
    late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    assert Entry(at=late, app="a", kind="note", words="").day == dt.date(2026, 7, 2)


def test_a_name_that_leads_nowhere_is_said_at_once():
    with pytest.raises((ImportError, ImproperlyConfigured)):
        tellers(("no.such.teller",))

"""Form fields: drawn as GOV.UK components, with plain errors that lead to them."""

import datetime as dt

import pytest
from django import forms
from django.template import engines

from core.forms import (
    DayField,
    FilterForm,
    Form,
    NativeDayField,
    SearchField,
    TimeField,
)


class Visit(Form):
    reason = forms.CharField(help_text="In a few words.")
    seen_on = DayField(label="Day of the visit")
    due_on = NativeDayField(required=False)
    at = TimeField(label="Time", required=False)
    by = forms.ChoiceField(
        choices=[("a", "Ann"), ("b", "Bo")], widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        choices=[("x", "X"), ("y", "Y")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="I am sure", required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)


class Narrow(FilterForm):
    name = SearchField()


GOOD = {
    "reason": "Unwell",
    "seen_on_0": "20",
    "seen_on_1": "11",
    "seen_on_2": "2026",
    "by": "a",
}


def draw(form: forms.Form, call: str = "{{ fields(form) }}") -> str:
    source = (
        '{% from "components/field.jinja" import fields %}'
        '{% from "components/errors.jinja" import errors %}' + call
    )
    return str(engines.all()[0].from_string(source).render({"form": form}))


def test_a_missing_answer_is_asked_for_by_name():
    errors = Visit({}).errors
    assert errors["reason"] == ["Enter reason."]
    assert errors["by"] == ["Choose by."]
    assert errors["seen_on"] == ["Enter day of the visit."]


def test_a_hint_and_an_error_are_read_out_with_their_field():
    html = draw(Visit({}))
    assert 'aria-describedby="id_reason-hint id_reason-error"' in html
    assert 'id="id_reason-hint"' in html
    assert "Enter reason." in html


@pytest.mark.parametrize("target", ["id_reason", "id_seen_on_0", "id_by_0"])
def test_the_error_summary_leads_to_an_element_that_exists(target):
    form = Visit({})
    assert f'href="#{target}"' in draw(form, "{{ errors(form) }}")
    assert f'id="{target}"' in draw(form)


def test_what_was_typed_is_kept_beside_an_error():
    form = Visit({**GOOD, "seen_on_1": "14", "note": "at <the> door", "kinds": ["y"]})
    html = draw(form)
    assert form.errors["seen_on"] == ["Day of the visit must be a real date."]
    assert 'value="Unwell"' in html
    assert 'value="14"' in html
    assert "at &lt;the&gt; door" in html
    assert html.count("checked") == 2


def test_a_password_is_never_sent_back():
    assert "hunter2" not in draw(Visit({**GOOD, "secret": "hunter2"}))


def test_three_numbers_make_a_day():
    form = Visit(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_on"] == dt.date(2026, 11, 20)


def test_a_day_says_which_part_is_missing():
    form = Visit({**GOOD, "seen_on_0": "", "seen_on_2": ""})
    assert form.errors["seen_on"] == ["Day of the visit must include a day and a year."]


def test_a_day_that_is_known_is_shown_in_its_three_parts():
    html = draw(Visit(initial={"seen_on": dt.date(2026, 3, 7)}))
    assert 'name="seen_on_0" type="text" value="7"' in html
    assert 'name="seen_on_2" type="text" value="2026"' in html


def test_a_browsers_day_and_time_are_written_as_the_browser_wants_them():
    form = Visit(initial={"due_on": dt.date(2026, 11, 20), "at": dt.time(8, 5)})
    html = draw(form)
    assert 'type="date" value="2026-11-20"' in html
    assert 'type="time" value="08:05"' in html


def test_an_answer_that_may_be_left_out_says_so_but_not_in_a_filter():
    assert "Note (optional)" in draw(Visit())
    assert "(optional)" not in draw(Narrow())


def test_a_single_box_has_its_words_beside_it():
    html = draw(Visit(initial={"sure": True}))
    assert 'type="checkbox" value="on" checked' in html
    assert "I am sure" in html

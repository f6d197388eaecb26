"""What a template prints is escaped, whatever it is; what is markup already stays."""

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup, escape

from core.printing import print_plainly, printed


class Drawn:
    """Something that draws itself, as a form does."""

    def __html__(self) -> str:
        return "<b>drawn</b>"


@given(st.text())
def test_text_is_printed_as_jinja_would_escape_it(text: str) -> None:
    assert printed(text) == escape(text)


@pytest.mark.parametrize(
    "value",
    [
        *("", "Ada O'Neill", '"', "<script>alert(1)</script>", "a&b"),
        *(0, -3, 2.5, None, True, ["<"], {"&": 1}),
        *(Markup("<i>"), mark_safe("<i>'&"), Drawn()),
    ],
)
def test_every_kind_of_value_is_printed_as_jinja_would_escape_it(value: object) -> None:
    assert printed(value) == escape(value)


def environment() -> Environment:
    env = Environment(autoescape=True)
    print_plainly(env)
    return env


def test_a_template_escapes_names_and_attributes() -> None:
    template = environment().from_string('<p title="{{ a }}">{{ a }}</p>')
    assert template.render(a='"<x>') == '<p title="&#34;&lt;x&gt;">&#34;&lt;x&gt;</p>'


def test_a_macro_and_a_set_block_are_not_escaped_twice() -> None:
    template = environment().from_string(
        "{% macro name(a) %}<b>{{ a }}</b>{% endmacro %}"
        "{% set block %}{{ name(a) }}{% endset %}{{ block }}"
    )
    assert template.render(a="<") == "<b>&lt;</b>"


def test_where_a_template_turns_escaping_off_it_is_off_there_only() -> None:
    template = environment().from_string(
        "{% autoescape false %}{{ a }}{% endautoescape %}{{ a }}"
    )
    assert template.render(a="<") == "<&lt;"

"""The components: each says what it promises, to the eye and to a screen reader."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.jinja"))
NAMES = [path.stem for path in COMPONENTS]


def draw(name: str, call: str, **context: Any) -> str:
    source = f'{{% from "components/{name}.jinja" import {name} %}}{call}'
    return str(engines.all()[0].from_string(source).render(context))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("path", COMPONENTS, ids=NAMES)
def test_a_component_is_short_and_begins_with_what_it_is_for(path):
    source = path.read_text()
    assert len(source.splitlines()) < 30
    assert source.startswith("{# ")
    assert f"macro {path.stem}" in source


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_in_the_readme(name):
    readme = (TEMPLATES / "components" / "README.md").read_text()
    assert f"`{name}(" in readme or f"call {name}(" in readme


@pytest.mark.parametrize("name", [name for name in NAMES if name != "options"])
def test_a_component_is_in_the_gallery(name):
    gallery = (TEMPLATES / "dev" / "components.jinja").read_text()
    assert f'"components/{name}.jinja"' in gallery


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.jinja")), ids=lambda path: path.stem
)
def test_a_template_has_no_style_and_no_script_of_its_own(path):
    html = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_a_mark_is_read_out_in_words():
    html = draw("mark", '{{ mark("/", "Present, morning", "present") }}')
    assert 'aria-label="Present, morning"' in html
    assert 'role="img"' in html


def test_a_mark_is_escaped():
    html = draw("mark", "{{ mark(code, code) }}", code='"><script>')
    assert "<script>" not in html


@pytest.mark.parametrize(
    "level", ["good", "watch", "concern", "serious", "critical", "none"]
)
def test_a_band_has_a_word_and_a_shape_beside_its_colour(level):
    html = draw("band", f'{{{{ band("Persistent", "{level}") }}}}')
    assert words(html) == "Persistent"
    assert "<svg" in html


def test_every_band_has_a_shape_of_its_own():
    levels = ["good", "watch", "concern", "serious", "critical", "none"]
    drawn = [draw("band", f'{{{{ band("x", "{level}") }}}}') for level in levels]
    shapes = {shape for html in drawn for shape in re.findall(r"<svg.*</svg>", html)}
    assert len(shapes) == len(levels)


def test_a_figure_leads_to_its_working():
    html = draw("figure", '{{ figure("94.2%", "/working", of="Year 4") }}')
    assert 'href="/working"' in html
    assert words(html) == "94.2% Year 4, show the working"


def test_a_refused_act_cannot_be_sent_and_says_why():
    html = draw("refused", '{{ refused("Refer", "Record a visit first.", "r") }}')
    assert '<button type="button"' in html
    assert 'aria-disabled="true"' in html
    assert 'aria-describedby="r-why"' in html
    assert 'id="r-why">Record a visit first.' in html


def test_a_number_that_may_not_be_called_is_no_link():
    call = '{{ phone("0113 496 0042", restriction="Court order: do not call") }}'
    html = draw("phone", call)
    assert "tel:" not in html
    assert "Court order: do not call" in words(html)


def test_a_number_is_called_without_its_spaces():
    assert 'href="tel:07700900123"' in draw("phone", '{{ phone("07700 900123") }}')


def test_a_suggestion_names_its_source_and_sends_only_when_it_is_a_button():
    shown = draw("suggestion", '{{ suggestion("I", "Illness", "call 08:12") }}')
    assert "Source: call 08:12" in words(shown)
    assert "<button" not in shown
    sent = draw(
        "suggestion", '{{ suggestion("I", "Illness", "x", name="take", value="1") }}'
    )
    assert '<button class="rb-suggestion" type="submit" name="take" value="1"' in sent


def test_a_moment_is_written_as_the_wall_clock_shows_it():
    summer = dt.datetime(2026, 7, 3, 7, 53, tzinfo=dt.UTC)
    html = draw("when", "{{ when(value) }}", value=summer)
    assert words(html) == "Fri 3 Jul, 08:53"
    assert 'datetime="2026-07-03T07:53:00+00:00"' in html


def test_a_day_is_written_as_staff_say_it():
    html = draw("when", "{{ when(value) }}", value=dt.date(2026, 11, 20))
    assert words(html) == "Fri 20 Nov"


def test_a_table_has_a_caption_a_count_and_sorted_columns():
    call = (
        '{% call table("Late", ["Pupil", ("Days", "number", "?s", "descending")],'
        ' count="2 pupils") %}<tr><th scope="row">A</th></tr>{% endcall %}'
    )
    html = draw("table", call)
    assert "Late 2 pupils" in words(html)
    assert '<th scope="col" class="number" aria-sort="descending">' in html


def test_the_current_tab_is_named_to_a_screen_reader():
    html = draw("tabs", '{{ tabs([("Work", "/w", true, 0), ("Done", "/d", false)]) }}')
    assert html.count('aria-current="page"') == 1
    assert words(html) == "Work 0 Done"


def test_a_list_of_one_page_has_no_pages():
    call = "{{ pagination(page) }}"
    assert draw("pagination", call, page=Paginator([1], 25).page(1)).strip() == ""


def test_pages_keep_the_filter_in_their_addresses():
    page = Paginator(range(60), 25).page(2)
    html = draw("pagination", '{{ pagination(page, query="year=4&") }}', page=page)
    assert 'href="?year=4&amp;page=3"' in html
    assert "26 to 50 of 60 lines" in words(html)


def test_progress_says_its_words_and_shows_its_bar():
    html = draw("progress", '{{ progress(27, 30, "marked") }}')
    assert '<progress class="rb-progress__bar" max="30" value="27"' in html
    assert "27 of 30 marked" in words(html)


def test_a_flag_is_read_out_whole():
    html = draw(
        "flags", '{{ flags([("EHC", "Education, health and care plan", "")]) }}'
    )
    assert "Education, health and care plan" in words(html)
    assert '<span aria-hidden="true">EHC</span>' in html


def test_an_act_is_a_form_that_is_safe_against_forgery():
    html = draw("act", '{{ act("Nudge", "/nudge", token) }}', token="TOKEN")
    assert '<form class="rb-act" method="post" action="/nudge">' in html
    assert "TOKEN" in html


def test_no_suggestion_says_so_and_cannot_be_chosen():
    html = draw("options", "{{ options([]) }}")
    assert 'aria-disabled="true"' in html
    assert "data-href" not in html

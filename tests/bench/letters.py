"""Letters as PDF a minute on 2 cores, beside WeasyPrint alone on the same sheets.

Two processes each. Ours does all that a worker does: claims, makes the letter and its
recipients, renders, stores the file and its row, says so. WeasyPrint alone is given the
finished documents and renders them to nowhere, with the same style and options. Both
begin on a signal, when every import is done and the first page has been rendered.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import connections

from core.tenancy import in_schools
from tests.bench.table import Row

if TYPE_CHECKING:
    # It reads models, and the processes that this file starts have none yet.
    from tests.bench.data import BenchData

CORES, LETTERS = 2, 400
WARM = 4
_PARENTS = """
    with made as (
        insert into schools_adult (school_id, title, first_name, last_name, email, address,
            postcode, address_is_confidential, language, needs_interpreter, needs_format)
        select {school}, 'Ms', 'Given', 'Parent' || p.id, '', p.id || ' Mill Lane, Eastmarch',
               'ZZ2 7RB', false, 'English', false, ''
          from schools_pupil p where p.school_id = {school}
        returning id, last_name)
    insert into schools_contact (school_id, pupil_id, adult_id, relationship,
        has_parental_responsibility, lives_with_pupil, may_collect, priority, channels,
        restriction, court_order, starts_on)
    select {school}, substr(made.last_name, 7)::int, made.id, 'Mother', true, true, true, 1,
           array['post'], '', '', '2020-09-01'
      from made
"""


def measure(data: "BenchData") -> list[Row]:
    """Have letters made by two workers; have the same sheets rendered by WeasyPrint."""
    with tempfile.TemporaryDirectory() as files:
        os.environ["MEDIA_ROOT"] = files
        with connections["owner"].cursor() as cursor:
            cursor.execute(_PARENTS.format(school=data.school.pk))
        batch, items = _ask(data)
        ours = _together("make", data.school.pk, batch, items)
        alone = _together("alone", data.school.pk, batch, items)
        _check(data, batch, files)
    return [
        Row(
            "letters: one-page PDFs a minute, stored, on 2 cores",
            "PDFs/min",
            ours,
            1800,
            alone,
            "WeasyPrint alone",
            smaller_is_better=False,
        ),
        Row(
            "letters beside WeasyPrint alone",
            "share of its pace",
            ours / alone,
            0.8,
            smaller_is_better=False,
        ),
    ]


def _ask(data: "BenchData") -> tuple[int, list[int]]:
    from letters.models import BatchItem
    from letters.services.asking import Wanted, ask_for_letters
    from schools.models import Pupil
    from schools.states import Role
    from tests.factories.letters import NOW, sample_facts
    from tests.worlds import hire

    with in_schools([data.school.pk]):
        by = hire(data.school, Role.OFFICE)
        pupils = Pupil.objects.filter(school=data.school).order_by("pk")
        facts = sample_facts("lateness")
        batch = ask_for_letters(
            school=data.school,
            kind="lateness",
            wanted=[
                Wanted(pupil=pupil, cause="bench", facts=facts)
                for pupil in pupils[: LETTERS + CORES * WARM]
            ],
            by=by,
            now=NOW,
        )
        items = BatchItem.objects.filter(batch=batch).order_by("order", "pk")
        return batch.pk, list(items.values_list("pk", flat=True))


def _together(what: str, school: int, batch: int, items: Sequence[int]) -> float:
    """Share work between processes; return how much of it they do in a minute."""
    parts = [items[number::CORES] for number in range(CORES)]
    told = [json.dumps([what, school, batch, part]) for part in parts]
    command = [sys.executable, "-m", "tests.bench.letters"]
    running = [
        subprocess.Popen(
            [*command, words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for words in told
    ]
    for process in running:
        _hear(process, "ready")
    began = time.perf_counter()
    for process in running:
        _tell(process, "go")
    for process in running:
        process.communicate()
    seconds = time.perf_counter() - began
    if any(process.returncode for process in running):
        raise RuntimeError(f"a process that was to {what} letters has failed")
    return 60 * (len(items) - CORES * WARM) / seconds


def _hear(process: "subprocess.Popen[str]", word: str) -> None:
    line = process.stdout.readline() if process.stdout else ""
    if line.strip() != word:
        raise RuntimeError(f"a process said {line!r} and not {word!r}")


def _tell(process: "subprocess.Popen[str]", word: str) -> None:
    if process.stdin:
        process.stdin.write(f"{word}\n")
        process.stdin.flush()


def _check(data: "BenchData", batch: int, files: str) -> None:
    """Look for every letter in the database and on the disk before anything is said."""
    from letters.models import LetterFile

    with in_schools([data.school.pk]):
        rows = list(LetterFile.objects.filter(letter__item__batch=batch))
    missing = [row for row in rows if not os.path.getsize(f"{files}/{row.pdf.name}")]
    if len(rows) != LETTERS + CORES * WARM or missing:
        raise RuntimeError(
            f"{len(rows)} letters, {len(missing)} of them without a file"
        )
    if any(row.pages != 1 for row in rows):
        raise RuntimeError("the letters of the bench are of one page")


def _make(school: int, batch: int, items: list[int]) -> None:
    from letters.tasks import AT_ONCE, make_letters

    _started(lambda: make_letters(school, batch, items[:WARM]))
    rest = items[WARM:]
    for start in range(0, len(rest), AT_ONCE):
        make_letters(school, batch, rest[start : start + AT_ONCE])


def _alone(school: int, items: list[int]) -> None:
    from weasyprint import HTML

    from letters.models import Letter
    from letters.services import paper
    from letters.services.sheet import sheet_of
    from letters.tasks import AT_ONCE
    from schools.models import Body

    with in_schools([school]):
        body = Body.objects.get(pk=school)
        letters = Letter.objects.filter(item__in=items).select_related(
            "version", "head"
        )
        sheets = [paper.html_of(sheet_of(letter, body)) for letter in letters]
    style, fonts, counters = paper._shared()

    def render(documents: list[str]) -> None:
        with paper.collecting_afterwards():
            for document in documents:
                HTML(string=document).write_pdf(
                    stylesheets=[style],
                    font_config=fonts,
                    counter_style=counters,
                    pdf_tags=True,
                )

    _started(lambda: render(sheets[:WARM]))
    for start in range(WARM, len(sheets), AT_ONCE):
        render(sheets[start : start + AT_ONCE])


def _started(warm: Callable[[], None]) -> None:
    """Do the first ones, say so, and wait for the signal."""
    warm()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> None:
    """Do one process's part."""
    import django

    django.setup()
    what, school, batch, items = json.loads(sys.argv[1])
    if what == "make":
        _make(school, batch, items)
    else:
        _alone(school, items)


if __name__ == "__main__":
    main()

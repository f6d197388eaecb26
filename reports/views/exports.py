"""Takes pupils and marks out as files for another system; whose records, is logged."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from core.tables import write_csv
from core.workbooks import write_workbook
from reports.forms.exports import MarksExportForm, PupilsExportForm
from reports.presenters.exports import Sheet, marks_sheet, pupils_sheet
from reports.selectors.exports import (
    first_days,
    marks_of_group,
    numbers_of,
    pupils_to_export,
)
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.sessions import academic_year_of, year_starts_on
from schools.services.access import log_export
from schools.states import Act

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def exports(request: ScopedRequest, school: Body) -> HttpResponse:
    """Ask what is taken out, or send it once that is said."""
    by = request.scope.check(Act.EDIT_PUPILS)
    today = clock.today()
    what = request.GET.get("what", "")
    asked = request.GET if what else None
    first = {
        "first": year_starts_on(academic_year_of(today)),
        "last": today,
        "kind": "csv",
    }
    pupils = PupilsExportForm(
        asked if what == "pupils" else None, initial=first, prefix="pupils"
    )
    marks = MarksExportForm(
        asked if what == "marks" else None, initial=first, school=school, prefix="marks"
    )
    if what == "pupils" and pupils.is_valid():
        rows = pupils_to_export(school, today)
        numbers = numbers_of(rows) if pupils.cleaned_data["with_upn"] else None
        log_export(pupils=rows, by=by, now=clock.now())
        sheet = pupils_sheet(rows, first_days(school, today), numbers, today)
        return _file(sheet, pupils.cleaned_data["kind"])
    if what == "marks" and marks.is_valid():
        group = marks.cleaned_data["group"]
        found = marks_of_group(school, group, marks.period)
        log_export(pupils=found.pupils, by=by, now=clock.now())
        sheet = marks_sheet(found, group.name, marks.period.starts_on)
        return _file(sheet, marks.cleaned_data["kind"])
    form = marks if what == "marks" else pupils
    facts = {"pupils": pupils, "marks": marks, "form": form}
    return render(request, "reports/exports.jinja", facts)


def _file(sheet: Sheet, kind: str) -> HttpResponse:
    content: bytes | str
    if kind == "xlsx":
        content = write_workbook(sheet.name, sheet.heading, sheet.rows)
        response = HttpResponse(content, content_type=_XLSX)
    else:
        content = write_csv(sheet.heading, sheet.rows)
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{sheet.name}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response

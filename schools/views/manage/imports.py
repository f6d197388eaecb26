"""Files that a body brings: sent, previewed, applied or given up."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.pages import UNPROCESSABLE
from core.tables import read_table, write_csv
from schools.forms.imports import ColumnsForm, UploadForm
from schools.models import Body, Import, Membership
from schools.permissions import Scope, ScopedRequest
from schools.presenters.imports import import_page
from schools.rules.importing.columns import guess
from schools.selectors.imports import content_of, import_of, imports_of
from schools.services.importing import (
    ask_to_apply,
    give_up,
    importer_of,
    keep_file,
    map_columns,
    progress_of,
)
from schools.services.refusals import Refused
from schools.states import BodyKind
from schools.tasks import read_file

KINDS = {
    BodyKind.SCHOOL: (Import.Kind.PUPILS, Import.Kind.MARKS),
    BodyKind.NATION: (Import.Kind.SCHOOLS,),
}


@require_http_methods(["GET", "POST"])
def imports(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """List the files that came, and take another."""
    (where, body) = next(iter(kwargs.items()))
    kinds = _kinds_for(request.scope)
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        upload, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        try:
            file = keep_file(
                body=body,
                kind=kind,
                name=upload.name,
                content=upload.read(),
                by=_by(request.scope, kind),
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(refused.field, refused.sentence)
        else:
            _read_soon(file)
            return redirect(_address(where, body, file))
    facts = {
        "form": form,
        "files": [import_page(file) for file in imports_of(body)[:50]],
        "where": where,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "schools/manage/imports.jinja", facts, status=status)


@require_GET
def import_detail(request: ScopedRequest, number: int, **kwargs: Body) -> HttpResponse:
    """Show how far a file has come, what it would do, and what is wrong with it."""
    (where, body) = next(iter(kwargs.items()))
    file = _file(request.scope, body, number)
    if file.state == Import.State.WAITING and not file.columns:
        return redirect(reverse(f"{where}-import-columns", args=[body.slug, file.pk]))
    facts = {
        "page": import_page(file, progress_of(file)),
        "where": where,
        "title": importer_of(file.kind).title,
    }
    template = "import" if not request.htmx else "_import"
    return render(request, f"schools/manage/{template}.jinja", facts)


@require_http_methods(["GET", "POST"])
def import_columns(request: ScopedRequest, number: int, **kwargs: Body) -> HttpResponse:
    """Ask which heading of the file holds what; the answer is offered next time."""
    (where, body) = next(iter(kwargs.items()))
    file = _file(request.scope, body, number)
    content = content_of(file)
    if content is None:
        raise Http404
    table, columns = read_table(content), importer_of(file.kind).columns
    form = ColumnsForm(
        request.POST or None,
        columns=columns,
        header=table.header,
        first=table.rows[0].cells,
        initial=file.columns or guess(columns, table.header),
    )
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(
                file=file,
                columns=form.chosen,
                by=_by(request.scope, file.kind),
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            _read_soon(file)
            return redirect(_address(where, body, file))
    facts: dict[str, Any] = {
        "form": form,
        "file": file,
        "back": reverse(f"{where}-imports", args=[body.slug]),
        "groups": _grouped(form, columns),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "schools/manage/import_columns.jinja", facts, status=status)


@require_POST
def import_apply(request: ScopedRequest, number: int, **kwargs: Body) -> HttpResponse:
    """Apply a file that was previewed without a problem."""
    (where, body) = next(iter(kwargs.items()))
    file = _file(request.scope, body, number)
    try:
        ask_to_apply(file=file)
    except Refused as refused:
        messages.error(request, refused.sentence)
    _read_soon(file)
    return redirect(_address(where, body, file))


@require_POST
def import_give_up(request: ScopedRequest, number: int, **kwargs: Body) -> HttpResponse:
    """Forget a file; nothing of it was applied."""
    (where, body) = next(iter(kwargs.items()))
    file = _file(request.scope, body, number)
    try:
        give_up(file=file)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(_address(where, body, file))
    messages.success(request, f"{file.file_name} is forgotten. Nothing was changed.")
    return redirect(reverse(f"{where}-imports", args=[body.slug]))


@require_GET
def import_problems(
    request: ScopedRequest, number: int, **kwargs: Body
) -> HttpResponse:
    """Send the list of what is wrong with a file, line by line."""
    (_, body) = next(iter(kwargs.items()))
    file = _file(request.scope, body, number)
    rows = [
        (p["line"] or "", p["column"], p["sentence"], "stops" if p["stops"] else "note")
        for p in file.problems
    ]
    response = HttpResponse(
        write_csv(["Line", "Column", "What is wrong", "Kind"], rows),
        content_type="text/csv; charset=utf-8",
    )
    name = f"problems-{file.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kinds_for(scope: Scope) -> list[tuple[str, str]]:
    """Return the kinds of file that the person may send here, or refuse."""
    kinds = KINDS.get(BodyKind(scope.body.kind), ())
    mine = [k for k in kinds if scope.may_own(importer_of(k).act)]
    if not mine and kinds:
        scope.check_own(importer_of(kinds[0]).act)
    return [(kind, importer_of(kind).title) for kind in mine]


def _by(scope: Scope, kind: str) -> Membership:
    return scope.check_own(importer_of(kind).act)


def _file(scope: Scope, body: Body, number: int) -> Import:
    file = import_of(body, number)
    if file is None:
        raise Http404
    _by(scope, file.kind)
    return file


def _read_soon(file: Import) -> None:
    """Hand the file to a worker; if the message is lost, the tick finds the file."""
    transaction.on_commit(partial(read_file.delay, file.body_id, file.pk), robust=True)


def _address(where: str, body: Body, file: Import) -> str:
    return reverse(f"{where}-import", args=[body.slug, file.pk])


def _grouped(form: ColumnsForm, columns: Any) -> list[tuple[str, list[Any]]]:
    """Return the fields of the form under the headings of their groups."""
    groups: dict[str, list[Any]] = {}
    for column in columns:
        groups.setdefault(column.group, []).append(form[column.key])
    return list(groups.items())

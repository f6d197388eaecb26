"""Addresses of the files that a body brings; the same pages for a school and the nation."""

from django.urls import URLPattern, path

from schools.views.manage import imports


def patterns(where: str) -> list[URLPattern]:
    """Return the addresses under one kind of body, named for it."""
    one = "imports/<int:number>/"
    return [
        path("imports/", imports.imports, name=f"{where}-imports"),
        path(one, imports.import_detail, name=f"{where}-import"),
        path(f"{one}columns/", imports.import_columns, name=f"{where}-import-columns"),
        path(f"{one}apply/", imports.import_apply, name=f"{where}-import-apply"),
        path(f"{one}give-up/", imports.import_give_up, name=f"{where}-import-give-up"),
        path(
            f"{one}problems.csv",
            imports.import_problems,
            name=f"{where}-import-problems",
        ),
    ]

"""A page that is one form: its act, what a service refuses, and where it leads."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.forms import Form

UNPROCESSABLE = 422

AnyForm = TypeVar("AnyForm", bound=Form)


def form_page(
    request: HttpRequest,
    form: AnyForm,
    act: Callable[[AnyForm], object],
    *,
    title: str,
    done: str,
    leads_to: str,
    button: str = "Save",
    **context: Any,
) -> HttpResponse:
    """Show a form; on a good answer act, say so, and go on.

    What a service refuses stands beside its field, and nothing typed is lost.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect(leads_to)
    status = UNPROCESSABLE if form.is_bound else 200
    facts = {"form": form, "title": title, "button": button, "back": leads_to}
    return render(request, "layouts/form.jinja", facts | context, status=status)

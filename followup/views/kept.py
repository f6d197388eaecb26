"""A form about a child: kept by one service, or refused with its sentence."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from core.forms import Form
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused

_Form = TypeVar("_Form", bound=Form)
UNPROCESSABLE = 422


def kept_form(
    request: ScopedRequest,
    form: _Form,
    keep: Callable[[_Form], object],
    *,
    title: str,
    back: str,
    lede: str = "",
) -> HttpResponse:
    """Show a form; on a good answer keep it and go back, else say what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            keep(form)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Kept.")
            return HttpResponseRedirect(back)
    page = {"form": form, "title": title, "back": back, "lede": lede}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "followup/case_form.jinja", page, status=status)

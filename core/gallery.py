"""Draws every component on one page, for those who build pages; never in production."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.forms import (
    DayField,
    FilterForm,
    Form,
    NativeDayField,
    SearchField,
    TimeField,
)

_COLOURS = [("red", "Red"), ("green", "Green"), ("blue", "Blue")]


class SampleForm(Form):
    """One field of each kind."""

    name = forms.CharField(help_text="As it is on the list.")
    number = forms.IntegerField(min_value=0, max_value=99)
    note = forms.CharField(widget=forms.Textarea, required=False)
    born_on = DayField(label="Date of birth", help_text="For example, 27 3 2016")
    day = NativeDayField()
    time = TimeField()
    colour = forms.ChoiceField(choices=_COLOURS, widget=forms.RadioSelect)
    colours = forms.MultipleChoiceField(
        choices=_COLOURS, widget=forms.CheckboxSelectMultiple, required=False
    )
    place = forms.ChoiceField(choices=[("", "Choose"), *_COLOURS])
    agreed = forms.BooleanField(label="Everything above is right")
    password = forms.CharField(widget=forms.PasswordInput)
    document = forms.FileField(required=False)


class SampleFilter(FilterForm):
    """A filter of three fields."""

    name = SearchField()
    place = forms.ChoiceField(choices=[("", "All"), *_COLOURS], required=False)
    since = NativeDayField(required=False)
    code = forms.ChoiceField(required=False, widget=forms.HiddenInput)


def components(request: HttpRequest) -> HttpResponse:
    """Show the components, and a form with its errors when it is sent empty."""
    if not (settings.ROLLBOOK_DEMO or settings.DEBUG):
        raise Http404
    context = {
        "form": SampleForm(request.POST) if request.method == "POST" else SampleForm(),
        "filter_form": SampleFilter(request.GET),
        "page": Paginator(range(1, 501), 25).page(7),
        "now": clock.now(),
        "today": clock.today(),
    }
    return render(request, "dev/components.jinja", context)

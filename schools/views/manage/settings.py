"""Settings of a body: what holds, since when, by whose decision, and what was before."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import form_page
from schools.codes.fixed import FIXED
from schools.codes.questions import BY_KEY, Kind
from schools.forms.settings import SettingForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.presenters.settings import setting_row
from schools.selectors.settings import questions_of
from schools.services.settings import Choice, choose_setting
from schools.states import Act


def settings_page(request: ScopedRequest, **kwargs: Body) -> HttpResponse:
    """Show every question with its answer, its history and what guidance says."""
    (kind, body) = next(iter(kwargs.items()))
    rows = [setting_row(line) for line in questions_of(body, clock.today())]
    facts = {
        "rows": rows,
        "warnings": [row for row in rows if row.warning],
        "fixed": FIXED,
        "may_choose": request.scope.may_own(Act.MANAGE_SETTINGS),
        "kind": kind,
    }
    return render(request, "schools/manage/settings.jinja", facts)


def choose(request: ScopedRequest, key: str, **kwargs: Body) -> HttpResponse:
    """Enter another answer to one question, from a day on."""
    by = request.scope.check_own(Act.MANAGE_SETTINGS)
    (kind, body) = next(iter(kwargs.items()))
    if key not in BY_KEY:
        raise Http404
    question, today = BY_KEY[key], clock.today()
    (line,) = [row for row in questions_of(body, today) if row.question.key == key]
    value = line.holding.value if line.holding else None
    if question.kind is Kind.YES_NO:
        value = "yes" if value else "no"
    form = SettingForm(
        request.POST or None,
        question=question,
        initial={"value": value, "starts_on": today},
    )
    return form_page(
        request,
        form,
        lambda typed: choose_setting(
            body=body,
            key=key,
            choice=Choice(**typed.cleaned_data),
            by=by,
            now=clock.now(),
        ),
        title=question.label,
        done=f"{question.label}: the answer is entered.",
        leads_to=reverse(f"{kind}-settings", kwargs={kind: body.slug}),
        lede=f"{question.guidance} ({question.source})",
        warning=line.warning,
    )

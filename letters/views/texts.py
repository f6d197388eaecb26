"""Texts of letters: the list, the editor with its fields and preview, the letter head."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from letters.codes.languages import ENGLISH
from letters.forms.texts import HeadForm, LanguageForm, VersionForm
from letters.models import TemplateVersion
from letters.presenters.texts import field_lines, kind_groups, text_href, writer_of
from letters.selectors.heads import head_of, head_row, heads_of
from letters.selectors.templates import lines_of, texts_of, versions_of
from letters.services.texts import HeadFacts, Text, enter_head, give_back, write_version
from letters.views.found import kind_or_404, language_or_404
from letters.views.trying import preview_of, some_pupils
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act, BodyKind

UNPROCESSABLE = 422


def _body(request: ScopedRequest) -> tuple[Body, bool]:
    """Return the body whose texts are looked at, and whether they may be written."""
    scope = request.scope
    if not scope.may(Act.SEND_LETTERS):
        scope.check(Act.EDIT_LETTERS)
    return scope.body, scope.may_own(Act.EDIT_LETTERS)


@require_GET
def texts(request: ScopedRequest, **_kwargs: Body) -> HttpResponse:
    """List every letter with the texts that are used for it, and whose they are."""
    body, may_write = _body(request)
    today = clock.today()
    context = {
        "groups": kind_groups(lines_of(body, today), body),
        "may_write": may_write,
        "head": head_row(body, today),
        "is_school": body.kind == BodyKind.SCHOOL,
    }
    return render(request, "letters/texts.jinja", context)


@require_http_methods(["GET", "POST"])
def text(
    request: ScopedRequest, kind: str, language: str, **_kwargs: Body
) -> HttpResponse:
    """Write a new version of a text; the ones before stay as they were."""
    body, may_write = _body(request)
    chosen, language, today = (
        kind_or_404(kind),
        language_or_404(language),
        clock.today(),
    )
    used = texts_of(body, chosen.key, today)
    shown = used.get(language) or used.get("English")
    form = VersionForm(
        request.POST or None,
        kind=chosen,
        initial=_initial(shown.version if shown else None) | {"starts_on": today},
    )
    if request.method == "POST" and request.POST.get("act") != "preview":
        by = request.scope.check_own(Act.EDIT_LETTERS)
        if form.is_valid():
            try:
                write_version(
                    body=body,
                    kind=chosen.key,
                    language=language,
                    text=Text(**form.cleaned_data),
                    by=by,
                    now=clock.now(),
                )
            except Refused as refused:
                form.add_error(refused.field, refused.sentence)
            else:
                messages.success(request, "The new version is kept.")
                return redirect(text_href(body, chosen, language))
    own = versions_of(body, chosen.key, language)
    context: dict[str, Any] = {
        "body": body,
        "kind": chosen,
        "language": language,
        "form": form,
        "field_lines": field_lines(chosen),
        "may_write": may_write,
        "used": used.get(language),
        "is_own": language in used and used[language].owner == body,
        "versions": [(row, writer_of(row)) for row in own],
        "languages": [(name, text_href(body, chosen, name)) for name in used],
        "language_form": LanguageForm(),
        "pupils": some_pupils(request),
        "preview": preview_of(request, form, chosen, language),
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "letters/text.jinja", context, status=status)


def _initial(version: TemplateVersion | None) -> dict[str, object]:
    if version is None:
        return {}
    return {"subject": version.subject, "text": version.text, "mail": version.mail}


@require_POST
def try_text(
    request: ScopedRequest, kind: str, language: str, **_kwargs: Body
) -> HttpResponse:
    """Answer the preview of what is being typed, or its faults by line."""
    _body(request)
    chosen = kind_or_404(kind)
    form = VersionForm(request.POST, kind=chosen)
    context = {"preview": preview_of(request, form, chosen, language_or_404(language))}
    return render(request, "letters/_preview.jinja", context)


@require_POST
def end_text(
    request: ScopedRequest, kind: str, language: str, **_kwargs: Body
) -> HttpResponse:
    """Use the text of the trust, or ours, again."""
    by = request.scope.check_own(Act.EDIT_LETTERS)
    chosen, body = kind_or_404(kind), request.scope.body
    give_back(
        body=body,
        kind=chosen.key,
        language=language_or_404(language),
        by=by,
        now=clock.now(),
    )
    messages.success(request, "From today the text that stood before yours is used.")
    return redirect(text_href(body, chosen, language))


@require_GET
def another_language(
    request: ScopedRequest, kind: str, **_kwargs: Body
) -> HttpResponse:
    """Open the editor for the language that was chosen."""
    _body(request)
    chosen, form = kind_or_404(kind), LanguageForm(request.GET)
    language = form.cleaned_data["language"] if form.is_valid() else ENGLISH
    return redirect(text_href(request.scope.body, chosen, language))


@require_http_methods(["GET", "POST"])
def head(request: ScopedRequest, **_kwargs: Body) -> HttpResponse:
    """Enter the letter head from a day on."""
    by = request.scope.check_own(Act.EDIT_LETTERS)
    body, today = request.scope.body, clock.today()
    row, now_used = head_row(body, today), head_of(body, today)
    initial = {
        "strapline": row.strapline if row else "",
        "signatory_name": now_used.signatory_name,
        "signatory_position": now_used.signatory_position,
        "reply_telephone": now_used.reply_telephone,
        "reply_email": now_used.reply_email,
        "starts_on": today,
    }
    form = HeadForm(request.POST or None, request.FILES or None, initial=initial)

    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data}
        crest = facts.pop("crest")
        enter_head(
            body=body, facts=HeadFacts(**facts), crest=crest, by=by, now=clock.now()
        )
        messages.success(request, "The letter head is kept.")
        return redirect(request.path)
    context = {
        "body": body,
        "form": form,
        "heads": heads_of(body),
        "crest": row if row and row.crest else None,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "letters/head.jinja", context, status=status)


@require_GET
def crest(request: ScopedRequest, head: int, **_kwargs: Body) -> HttpResponseBase:
    """Send the crest of a letter head."""
    body, _ = _body(request)
    row = head_row(body, clock.today())
    if row is None or row.pk != head or not row.crest:
        raise Http404
    with row.crest.open() as file:
        response = HttpResponse(file.read(), content_type="image/png")
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""A school's own wordings of messages, written by those who choose its settings."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from followup.forms.wording import WordingForm
from followup.models import Message, MessageTemplate
from followup.presenters.wordings import example, whose, wording_rows
from followup.selectors.wordings import wordings_of
from followup.services.wording import write_wording
from followup.views.lists import tabs_of
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused
from schools.states import Act


def wordings(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show how each message reads, and whose wording it is."""
    request.scope.check(Act.FOLLOW_UP_ABSENCE)
    held = {
        (kind, channel): version
        for kind in Message.Kind.values
        for channel, version in wordings_of(school, kind, clock.today()).items()
    }
    page = {
        "rows": wording_rows(school, held),
        "may_write": request.scope.may_own(Act.MANAGE_SETTINGS),
        "tabs": tabs_of(request.scope, "messages"),
    }
    return render(request, "followup/wordings.jinja", page)


def wording(
    request: ScopedRequest, school: Body, kind: str, channel: str
) -> HttpResponse:
    """Ask for the school's own wording of a message, and keep it as a new version."""
    by = request.scope.check_own(Act.MANAGE_SETTINGS)
    version = wordings_of(school, kind, clock.today()).get(channel)
    if version is None:
        raise Http404
    form = WordingForm(
        request.POST or None,
        channel=channel,
        initial={"subject": version.subject, "text": version.text},
    )
    if request.method == "POST" and form.is_valid():
        try:
            write_wording(
                body=school,
                kind=kind,
                channel=channel,
                subject=form.cleaned_data.get("subject", ""),
                text=form.cleaned_data["text"],
                by=by,
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error("text", refusal.sentence)
        else:
            messages.success(request, "Kept. New messages read like this.")
            address = reverse("absence-wordings", kwargs={"school": school.slug})
            return HttpResponseRedirect(address)
    page = {
        "form": form,
        "kind": Message.Kind(kind).label,
        "channel": MessageTemplate.Channel(channel).label,
        "whose": whose(version),
        "reads": example(school, version.text),
    }
    return render(request, "followup/wording.jinja", page)

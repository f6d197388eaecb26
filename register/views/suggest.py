"""What is known today: calls and other words, logged in seconds, and taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from register.forms.suggest import SOMEONE_ELSE, CallForm, first_answers
from register.permissions import may_amend
from register.presenters.codes import code_groups, open_codes, refused_codes
from register.presenters.known import known_lines, sessions_said
from register.presenters.leave import refused_lines
from register.selectors.arrangement_known import registers_with_offers
from register.selectors.choices import codes_to_suggest
from register.selectors.known import known_on, sessions_ahead, suggestion_of
from register.services.suggestions import Word, log_suggestion, withdraw_suggestion
from register.views.found import day_or, pupil_or_404
from schools.models import Body, Enrolment, Pupil
from schools.permissions import ScopedRequest, check_not_family
from schools.selectors.contacts import contacts_of
from schools.selectors.pupils import enrolment_on
from schools.selectors.search import find_pupils
from schools.services.refusals import Refused
from schools.states import Act

SHOWN = 12


def suggestions(request: ScopedRequest, school: Body) -> HttpResponse:
    """List what is known of a day's sessions, and how each is marked by now."""
    request.scope.check(Act.TAKE_ANY_REGISTER)
    day = day_or(request.GET.get("day"), clock.today())
    known = known_on(school, day)
    lines = known_lines(school, day, known)
    page = {
        "day": day,
        "is_today": day == clock.today(),
        "lines": [line for line in lines if not line.withdrawn],
        "withdrawn": [line for line in lines if line.withdrawn],
        "refused": refused_lines(school, day),
        "registers": registers_with_offers(school, day, known, now=clock.now()),
        "may_amend": may_amend(request.scope, on=clock.today()),
        "now": clock.now(),
    }
    return render(request, "register/suggestions.jinja", page)


def found(request: ScopedRequest, school: Body) -> HttpResponse:
    """Answer the letters typed so far with pupils to choose from."""
    request.scope.check(Act.TAKE_ANY_REGISTER)
    text, pupils = _found(request, school)
    return render(request, "register/_found.jinja", {"q": text, "pupils": pupils})


def log_call(request: ScopedRequest, school: Body) -> HttpResponse:
    """Find the pupil, then ask who said what about which sessions, and keep it."""
    request.scope.check(Act.TAKE_ANY_REGISTER)
    chosen = request.GET.get("pupil", "")
    if not chosen.isdigit():
        text, pupils = _found(request, school)
        if len(pupils) == 1:
            return HttpResponseRedirect(f"{_address(school)}?pupil={pupils[0].pk}")
        return render(request, "register/log_call.jinja", {"q": text, "pupils": pupils})
    pupil = pupil_or_404(school, int(chosen))
    check_not_family(request.scope, pupil)
    return _asked(request, school, pupil)


@require_POST
def withdraw(request: ScopedRequest, school: Body, suggestion: int) -> HttpResponse:
    """Take a word back."""
    by = request.scope.check(Act.TAKE_ANY_REGISTER)
    row = suggestion_of(school, suggestion)
    if row is None:
        raise Http404
    withdraw_suggestion(suggestion=row, by=by, now=clock.now())
    messages.success(request, f"Withdrawn: {row.enrolment.pupil.name}, {row.words}")
    return HttpResponseRedirect(reverse("suggestions", kwargs={"school": school.slug}))


def _asked(request: ScopedRequest, school: Body, pupil: Pupil) -> HttpResponse:
    by = request.scope.check(Act.TAKE_ANY_REGISTER)
    now, today = clock.now(), clock.today()
    enrolment = enrolment_on(pupil, today)
    if enrolment is None:
        raise Http404
    ahead = sessions_ahead(school, now)
    choices = codes_to_suggest(school, enrolment, ahead[0], by=by, now=now)
    contacts = contacts_of(pupil, today)
    form = CallForm(
        request.POST or None,
        initial=first_answers(ahead) | ({} if contacts else {"told_by": SOMEONE_ELSE}),
        codes=open_codes(choices),
        contacts=[
            (str(row.pk), f"{row.adult.name} ({row.relationship.lower()})")
            for row in contacts
        ],
    )
    if request.method == "POST" and form.is_valid():
        answer = _kept(request, school, enrolment, form)
        if answer is not None:
            return answer
    page = {
        "form": form,
        "pupil": pupil,
        "groups": code_groups(choices),
        "refused": refused_codes(choices),
    }
    return render(request, "register/log_call_form.jinja", page)


def _kept(
    request: ScopedRequest, school: Body, enrolment: Enrolment, form: CallForm
) -> HttpResponse | None:
    """Keep the word and show the day's list, or put the refusal into the form."""
    answers = form.cleaned_data
    first, last = form.sessions
    try:
        log_suggestion(
            school=school,
            enrolment=enrolment,
            word=Word(
                first=first,
                last=last,
                code=answers["code"],
                source=answers["source"],
                words=form.said,
                nature=answers["nature"],
            ),
            by=request.scope.check(Act.TAKE_ANY_REGISTER),
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return None
    said = f"{enrolment.pupil.name}: {answers['code']}, {sessions_said(first, last)}."
    messages.success(request, f"Logged. {said}")
    return HttpResponseRedirect(
        f"{reverse('suggestions', kwargs={'school': school.slug})}"
        f"?day={first.day.isoformat()}"
    )


def _found(request: ScopedRequest, school: Body) -> tuple[str, list[Pupil]]:
    text = request.GET.get("q", "").strip()
    pupils = find_pupils(school, text, clock.today(), at_most=SHOWN) if text else []
    return text, pupils


def _address(school: Body) -> str:
    return reverse("log-call", kwargs={"school": school.slug})

"""The contacts of a pupil: listed, added, changed, ordered, ended."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from core import clock
from schools.forms.contact import ContactForm
from schools.models import Adult, Body, Contact, Membership, Pupil
from schools.permissions import ScopedRequest
from schools.presenters.contacts import lines
from schools.rules.contacts import warning_of_too_few
from schools.selectors.checks import checks_of, contact_changes
from schools.selectors.contacts import (
    contacts_of,
    count_reachable,
    family_adults,
    former_contacts_of,
    other_pupils_of,
)
from schools.selectors.policy import policy_on
from schools.selectors.siblings import siblings_of
from schools.services import contacts as services
from schools.services.contacts import Answers
from schools.services.refusals import Refused
from schools.states import Act
from schools.views.pupils.record import is_done, open_to_edit

SHOWN_CHANGES = 20


@require_GET
def contact_list(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """List a pupil's contacts in the order of trying, and those that have ended."""
    found, _ = open_to_edit(request, school, pupil, page="contacts")
    today = clock.today()
    minimum = policy_on(school, today).minimum_contacts
    context = {
        "pupil": found,
        "lines": lines(contacts_of(found, today), found, school),
        "former": former_contacts_of(found, today),
        "checks": checks_of(found),
        "changes": contact_changes(found, at_most=SHOWN_CHANGES),
        "warning": warning_of_too_few(
            reachable=count_reachable(found, today), minimum=minimum
        ),
    }
    return render(request, "schools/contacts.jinja", context)


@require_http_methods(["GET", "POST"])
def add(request: ScopedRequest, school: Body, pupil: int) -> HttpResponse:
    """Add an adult, new, or known as a contact of a brother or sister."""
    found, by = open_to_edit(request, school, pupil, page="contacts")
    today = clock.today()
    family = family_adults(found, [row.pk for row in siblings_of(found, today)], today)
    wanted = request.GET.get("adult", "")
    adult = next((row for row in family if str(row.pk) == wanted), None)
    form = ContactForm(
        request.POST or None, request.FILES or None, initial=_first_answers(adult)
    )
    if adult and _hides_home(request, adult):
        form.hide_home()
    if request.method == "POST" and is_done(form, lambda: _add(form, found, adult, by)):
        messages.success(request, f"{_typed_name(form)} is a contact now.")
        return redirect("contacts", school=school.slug, pupil=found.pk)
    context = {"pupil": found, "form": form, "family": family, "adult": adult}
    return render(request, "schools/contact_edit.jinja", context)


@require_http_methods(["GET", "POST"])
def edit(
    request: ScopedRequest, school: Body, pupil: int, contact: int
) -> HttpResponse:
    """Change what is said of a contact."""
    found, by = open_to_edit(request, school, pupil, page="contacts")
    row, today = _contact(found, contact), clock.today()
    initial = ContactForm.initial_of(row)
    form = ContactForm(request.POST or None, request.FILES or None, initial=initial)
    if _hides_home(request, row.adult):
        form.hide_home()
    minimum = policy_on(school, today).minimum_contacts
    if request.method == "POST" and is_done(
        form, lambda: _revise(form, row, minimum, by)
    ):
        messages.success(request, f"What is known of {_typed_name(form)} is saved.")
        return redirect("contacts", school=school.slug, pupil=found.pk)
    others = other_pupils_of(row.adult, found, today)
    context = {"pupil": found, "form": form, "contact": row, "others": others}
    return render(request, "schools/contact_edit.jinja", context)


@require_POST
def earlier(
    request: ScopedRequest, school: Body, pupil: int, contact: int
) -> HttpResponse:
    """Put a contact one place up."""
    found, by = open_to_edit(request, school, pupil, page="contacts")
    row = _contact(found, contact)
    services.try_earlier(contact=row, by=by, now=clock.now())
    return redirect("contacts", school=school.slug, pupil=found.pk)


@require_POST
def end(request: ScopedRequest, school: Body, pupil: int, contact: int) -> HttpResponse:
    """End a contact from today, unless the pupil would be left with too few."""
    found, by = open_to_edit(request, school, pupil, page="contacts")
    row = _contact(found, contact)
    minimum = policy_on(school, clock.today()).minimum_contacts
    name = row.adult.name
    try:
        services.end_contact(contact=row, minimum=minimum, by=by, now=clock.now())
    except Refused as refused:
        messages.error(request, f"{name} stays. {refused.sentence}")
    else:
        messages.success(request, f"{name} is a contact no longer.")
    return redirect("contacts", school=school.slug, pupil=found.pk)


@require_GET
def court_order(
    request: ScopedRequest, school: Body, pupil: int, contact: int
) -> HttpResponseBase:
    """Send the document of a court order to those who must obey it."""
    request.scope.check(Act.SEE_CONTACTS)
    found, _ = open_to_edit(request, school, pupil, page="court order")
    row = _contact(found, contact)
    if not row.court_order:
        raise Http404
    response = FileResponse(row.court_order.open(), as_attachment=True)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _contact(pupil: Pupil, number: int) -> Contact:
    row = next(
        (row for row in contacts_of(pupil, clock.today()) if row.pk == number), None
    )
    if row is None:
        raise Http404
    return row


def _hides_home(request: ScopedRequest, adult: Adult) -> bool:
    may = request.scope.may(Act.SEE_SAFEGUARDING)
    return adult.address_is_confidential and not may


def _first_answers(adult: Adult | None) -> dict[str, object]:
    blank = Contact(adult=adult or Adult())
    return ContactForm.initial_of(blank) if adult else {"channels": blank.channels}


def _answers(form: ContactForm) -> Answers:
    return Answers(form.person, form.numbers, form.link)


def _add(form: ContactForm, pupil: Pupil, adult: Adult | None, by: Membership) -> None:
    now = clock.now()
    row = services.add_contact(
        pupil=pupil, adult=adult, answers=_answers(form), by=by, now=now
    )
    _keep_order(form, row, by)


def _revise(form: ContactForm, row: Contact, minimum: int, by: Membership) -> None:
    services.revise_contact(
        contact=row, answers=_answers(form), minimum=minimum, by=by, now=clock.now()
    )
    _keep_order(form, row, by)


def _keep_order(form: ContactForm, row: Contact, by: Membership) -> None:
    document = form.cleaned_data["court_order"]
    if document:
        services.keep_court_order(
            contact=row, document=document, by=by, now=clock.now()
        )


def _typed_name(form: ContactForm) -> str:
    return f"{form.cleaned_data['first_name']} {form.cleaned_data['last_name']}"

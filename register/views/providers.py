"""Providers, and each day's list of who was there by their word."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from register.forms.providers import ConfirmForm, ProviderForm
from register.models import Provider
from register.permissions import leave_membership
from register.presenters.providers import elsewhere_page
from register.selectors.arrangements import find_provider, providers_of
from register.selectors.confirmations import expected_on
from register.services.confirmations import Said, confirm
from register.services.providers import Place, end_provider, keep_provider
from register.views.found import day_or
from schools.models import Body
from schools.permissions import ScopedRequest, check_not_family
from schools.services.refusals import Refused
from schools.states import Act


def providers(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the places where pupils of the school are taught."""
    leave_membership(request.scope, on=clock.today())
    page = {"providers": list(providers_of(school, clock.today()))}
    return render(request, "register/providers.jinja", page)


def provider_add(request: ScopedRequest, school: Body) -> HttpResponse:
    """Enter a provider."""
    return _kept(request, school, None)


def provider(request: ScopedRequest, school: Body, provider: int) -> HttpResponse:
    """Change what is known of a provider."""
    return _kept(request, school, _found(request, school, provider))


@require_POST
def provider_end(request: ScopedRequest, school: Body, provider: int) -> HttpResponse:
    """Offer a provider for nothing new."""
    row = _found(request, school, provider)
    try:
        end_provider(provider=row, today=clock.today())
        messages.success(request, f"{row.name} is offered no more.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return HttpResponseRedirect(reverse("providers", kwargs={"school": school.slug}))


def elsewhere(request: ScopedRequest, school: Body) -> HttpResponse:
    """Show who is expected at each provider on a day, and keep what they say."""
    request.scope.check(Act.TAKE_ANY_REGISTER)
    day = day_or(request.GET.get("day"), clock.today())
    places = expected_on(school, day, now=clock.now())
    chosen = request.POST.get("provider", "")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = [
            Said(row.arrangement, row.slot, *answer)
            for place in places
            if str(place.provider.pk) == chosen
            for row in place.expected
            if (answer := form.said_of(row.arrangement.pk, row.slot.number))
        ]
        for one in said:
            check_not_family(request.scope, one.arrangement.enrolment.pupil)
        if _confirmed(request, school, form, said):
            address = reverse("elsewhere", kwargs={"school": school.slug})
            return HttpResponseRedirect(f"{address}?day={day.isoformat()}")
    page = {
        "form": form,
        "chosen": chosen,
        "page": elsewhere_page(school, places, day),
        "day": day,
        "is_today": day == clock.today(),
        "may_confirm": day <= clock.today(),
        "now": clock.now(),
    }
    return render(request, "register/providers_day.jinja", page)


def _confirmed(
    request: ScopedRequest, school: Body, form: ConfirmForm, said: list[Said]
) -> bool:
    by = request.scope.check(Act.TAKE_ANY_REGISTER)
    who = form.cleaned_data["said_by"]
    try:
        kept = confirm(school=school, said=said, said_by=who, by=by, now=clock.now())
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return False
    missing = [row for row in kept if not row.is_present]
    messages.success(request, f"Kept: {len(kept)} of what {who} said.")
    if missing:
        messages.warning(
            request,
            f"{len(missing)} not there: office, attendance and safeguarding are told."
            " The marks are yours to amend.",
        )
    return True


def _kept(request: ScopedRequest, school: Body, row: Provider | None) -> HttpResponse:
    leave_membership(request.scope, on=clock.today())
    names = ("name", "contact_name", "telephone", "email", "address", "is_school")
    first = {name: getattr(row, name) for name in names} if row else {}
    form = ProviderForm(request.POST or None, initial=first)
    leads_to = reverse("providers", kwargs={"school": school.slug})
    if request.method == "POST" and form.is_valid():
        try:
            keep_provider(
                school=school,
                place=Place(**form.cleaned_data),
                today=clock.today(),
                provider=row,
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is kept.")
            return HttpResponseRedirect(leads_to)
    page = {
        "form": form,
        "title": row.name if row else "Add a provider",
        "button": "Save" if row else "Add",
        "back": leads_to,
    }
    return render(request, "layouts/form.jinja", page)


def _found(request: ScopedRequest, school: Body, number: int) -> Provider:
    leave_membership(request.scope, on=clock.today())
    row = find_provider(school, number)
    if row is None:
        raise Http404
    return row

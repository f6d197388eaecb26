"""Codes for supply teachers: giving one, taking it back, and signing in with it."""

import datetime as dt

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import clock
from core.pages import UNPROCESSABLE
from schools.forms.supply import CodeForm, SupplyForm
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.rules.supply import block_of
from schools.selectors.groups import group_of, groups_on
from schools.selectors.supply import pass_by_code, pass_of, passes_from
from schools.services.supply import give_pass, use_pass, withdraw_pass
from schools.states import Act

LIMIT = "supply_code"
WAIT = (
    "Too many wrong codes that begin like this. Wait five minutes, or ask the office."
)
WRONG = "This is no code of today. Type it as it stands on the slip, or ask the office."


@never_cache
def supply(request: ScopedRequest, school: Body) -> HttpResponse:
    """List the passes of today and after; make one and show its code once."""
    by = request.scope.check(Act.GIVE_SUPPLY_PASSES)
    today = clock.today()
    form = SupplyForm(
        request.POST or None,
        groups=[line.group for line in groups_on(school, today)],
        initial={
            "day": today,
            "position": "Supply teacher",
            "group": request.GET.get("group", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        group = group_of(school, int(answers["group"]))
        if group is None:
            raise Http404
        try:
            made, code = give_pass(
                school=school,
                group=group,
                name=answers["name"],
                position=answers["position"],
                day=answers["day"],
                by=by,
                now=clock.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            where = request.build_absolute_uri(reverse("supply-sign-in"))
            page = {"made": made, "code": code, "where": where}
            return render(request, "schools/supply_slip.jinja", page)
    page = {"form": form, "passes": passes_from(school, today), "today": today}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "schools/supply.jinja", page, status=status)


@require_POST
def withdraw(request: ScopedRequest, school: Body, number: int) -> HttpResponse:
    """Take a pass back."""
    by = request.scope.check(Act.GIVE_SUPPLY_PASSES)
    held = pass_of(school, number)
    if held is None:
        raise Http404
    withdraw_pass(held=held, by=by, now=clock.now())
    messages.success(
        request, f"The code of {held.membership.name} opens nothing any more."
    )
    return redirect(reverse("supply", kwargs={"school": school.slug}))


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with the code of a slip; the sign-in ends with the day."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _signed_in(request, form.cleaned_data["code"], form)
        if answer is not None:
            return answer
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "schools/supply_sign_in.jinja", {"form": form}, status=status
    )


def _signed_in(request: HttpRequest, typed: str, form: CodeForm) -> HttpResponse | None:
    # What is counted is the code's first block, never an address: a school shares one.
    key = block_of(typed)
    if not ratelimit.consume(request, action=LIMIT, key=key, dry_run=True):
        form.add_error("code", WAIT)
        return None
    now = clock.now()
    found = pass_by_code(typed, clock.today())
    person = use_pass(found=found, now=now) if found else None
    if found is None or person is None:
        ratelimit.consume(request, action=LIMIT, key=key)
        form.add_error("code", WRONG)
        return None
    login(request, person)
    midnight = clock.at_local(clock.today() + dt.timedelta(days=1), dt.time.min)
    request.session.set_expiry(max(1, int((midnight - now).total_seconds())))
    return redirect(reverse("school-home", kwargs={"school": found.slug}))

"""Opening a register again after its close, and taking back one of the wrong class."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.forms import Form
from core.words import clock_time
from register.forms.reopen import ReopenForm, WithdrawForm, usual_end
from register.permissions import amending_membership
from register.presenters.withdrawal import present_withdrawal
from register.selectors.registers import Register
from register.selectors.windows import NoSessionTimes
from register.services.taking import reopen_register
from register.services.withdrawing import planned_withdrawal, withdraw_register
from register.views.found import register_or_404
from schools.models import Body
from schools.permissions import ScopedRequest
from schools.services.refusals import Refused


def reopen(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Ask until when and why, then let the class teacher change marks until then."""
    by = amending_membership(request.scope, on=clock.today())
    register = register_or_404(school, group, day, session)
    now = clock.now()
    form = ReopenForm(request.POST or None, initial={"until": usual_end(now)})
    if request.method == "POST" and form.is_valid():
        until = form.until_on(clock.today())
        try:
            reopen_register(
                school=school,
                group=register.group,
                slot=register.slot,
                by=by,
                now=now,
                until=until,
                reason=form.cleaned_data["reason"],
            )
        except (Refused, NoSessionTimes) as refusal:
            _refuse(form, refusal)
        else:
            said = f"{register.words} is open again until {clock_time(until)}."
            return _back(request, register, said)
    return render(
        request, "register/reopen.jinja", {"form": form, "register": register}
    )


def withdraw(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Show what taking a register back does, ask why, then do it."""
    by = amending_membership(request.scope, on=clock.today())
    register = register_or_404(school, group, day, session)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = withdraw_register(
                school=school,
                group=register.group,
                slot=register.slot,
                by=by,
                now=clock.now(),
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            _refuse(form, refusal)
        else:
            said = f"{register.words} is withdrawn: {len(done.going)} marks taken back."
            return _back(request, register, said)
    try:
        plan = planned_withdrawal(register.group, register.slot)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return HttpResponseRedirect(reverse("ledger", kwargs=register.address))
    page = {
        "form": form,
        "register": register,
        "plan": present_withdrawal(plan.taken, plan.going, plan.staying, register),
    }
    return render(request, "register/withdraw.jinja", page)


def _refuse(form: Form, refusal: Exception) -> None:
    """Put a refusal where the answer is that it concerns."""
    form.add_error(getattr(refusal, "field", None), str(refusal))


def _back(request: ScopedRequest, register: Register, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("ledger", kwargs=register.address))

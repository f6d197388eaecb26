"""A register that a colleague reads to the office over the telephone."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from register.codes import codes_on
from register.forms.read_out import ReadOutForm
from register.forms.taking_plain import PlainForm
from register.presenters.read_out import read_lines
from register.rules.entries import Outcome
from register.rules.windows import present_code
from register.selectors.board import teachers_on
from register.selectors.registers import Register
from register.selectors.roster import marks_at
from register.selectors.suggestions import suggestions_at
from register.services.marks import record_marks
from register.services.taking import NotComplete, take_register
from register.views.found import register_or_404
from schools.models import Body, Membership
from schools.permissions import ScopedRequest
from schools.states import Act


def read_out(
    request: ScopedRequest, school: Body, group: int, day: str, session: str
) -> HttpResponse:
    """Type what somebody reads, and hand the register in with both names."""
    by = request.scope.check(Act.TAKE_ANY_REGISTER)
    register = register_or_404(school, group, day, session)
    form = ReadOutForm(request.POST or None)
    problems: dict[int, str] = {}
    if request.method == "POST" and form.is_valid():
        problems = _problems(_saved(request, register, by))
        if not problems:
            try:
                take_register(
                    school=school,
                    group=register.group,
                    slot=register.slot,
                    by=by,
                    now=clock.now(),
                    read_by=form.cleaned_data["read_by"],
                )
            except NotComplete as missing:
                form.add_error(None, str(missing))
            else:
                return _done(request, register, form.cleaned_data["read_by"])
    return _shown(request, register, form, problems)


def _shown(
    request: ScopedRequest,
    register: Register,
    form: ReadOutForm,
    problems: Mapping[int, str],
) -> HttpResponse:
    pupils = register.pupils()
    slot = register.slot
    teachers = teachers_on(register.school, slot.day).get(register.group.pk, ())
    page = {
        "register": register,
        "form": form,
        "readers": [str(row) for row in teachers],
        "lines": read_lines(
            slot,
            pupils,
            marks_at(slot, pupils),
            suggestions_at(slot, [row.pk for row in pupils]),
            chosen={row.pk: request.POST.get(f"code-{row.pk}", "") for row in pupils},
            problems=problems,
        ),
    }
    return render(request, "register/read_out.jinja", page)


def _saved(request: ScopedRequest, register: Register, by: Membership) -> Outcome:
    """Write what was chosen; the rest are present only where the person says so."""
    pupils = {row.pk for row in register.pupils()}
    known = suggestions_at(register.slot, sorted(pupils))
    is_rest = request.POST.get("act") == "rest"
    form = PlainForm(
        request.POST,
        codes_on(register.slot.day),
        rest=present_code(register.slot.session) if is_rest else "",
        natures={pupil: row.nature for pupil, row in known.items()},
    )
    return record_marks(
        school=register.school,
        slot=register.slot,
        entries=[row.entry for pupil, row in form.rows().items() if pupil in pupils],
        by=by,
        now=clock.now(),
    )


def _problems(outcome: Outcome) -> dict[int, str]:
    refused = {row.typed.enrolment_id: row.sentence for row in outcome.refused}
    return refused | {
        row.typed.enrolment_id: f"Somebody marked {row.standing.code or 'nothing'}"
        " meanwhile; it stands."
        for row in outcome.conflicts
    }


def _done(request: ScopedRequest, register: Register, read_by: str) -> HttpResponse:
    messages.success(request, f"{register.words} is handed in, read by {read_by}.")
    return HttpResponseRedirect(reverse("ledger", kwargs=register.address))

"""The month of a class or of a pupil; chosen cells are changed in one act."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from core import clock
from core.pages import UNPROCESSABLE
from core.periods import Period
from core.words import count
from register.codes import AttendanceCode
from register.forms.month import NO_MARK, RecodeForm
from register.permissions import amending_membership, check_may_take, may_amend
from register.presenters.codes import groups_of
from register.presenters.month import present_month
from register.presenters.month_change import Changes, present_changes
from register.selectors.month import (
    Stay,
    codes_in,
    codes_to_recode,
    columns_of,
    enrolments_by_id,
    group_of_school,
    month_of,
    months_around,
    relatives_among,
    standing_marks,
    stays_in,
    stays_of,
)
from register.selectors.people import names_with_positions
from register.services.month import recode
from register.views.found import pupil_or_404
from schools.models import Body
from schools.permissions import ScopedRequest, check_not_family
from schools.services.access import log_access
from schools.states import Act, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose month is looked at, and where its page is."""

    title: str
    month: Period
    stays: tuple[Stay, ...]
    name: str
    address: dict[str, Any]
    print_href: str = ""

    def href(self, month: str) -> str:
        """Return the address of another month of the same."""
        return reverse(self.name, kwargs={**self.address, "month": month})

    @property
    def here(self) -> str:
        return self.href(f"{self.month.starts_on:%Y-%m}")


def group_month(
    request: ScopedRequest, school: Body, group: int, month: str
) -> HttpResponse:
    """Show a class's month, or change cells of it."""
    period = _month(month)
    found = group_of_school(school, group)
    if found is None:
        raise Http404
    if not request.scope.may(Act.WATCH_REGISTERS):
        check_may_take(request.scope, found, on=clock.today())
    asked = Asked(
        found.name,
        period,
        stays_in(found, period),
        "group-month",
        {"school": school.slug, "group": group},
        reverse("printed", kwargs={"school": school.slug, "group": group}),
    )
    return _answer(request, school, asked)


def pupil_month(
    request: ScopedRequest, school: Body, pupil: int, month: str
) -> HttpResponse:
    """Show a pupil's month, or change cells of it."""
    by = request.scope.check(Act.SEE_PUPILS)
    period = _month(month)
    found = pupil_or_404(school, pupil)
    check_not_family(request.scope, found)
    log_access(pupil=found, page="marks", by=by, now=clock.now())
    asked = Asked(
        found.name,
        period,
        stays_of(found, period),
        "pupil-month",
        {"school": school.slug, "pupil": pupil},
    )
    return _answer(request, school, asked)


def _answer(request: ScopedRequest, school: Body, asked: Asked) -> HttpResponse:
    if request.method == "POST":
        return _change(request, school, asked)
    return render(request, "register/month.jinja", _page(request, school, asked))


def _page(
    request: ScopedRequest, school: Body, asked: Asked, form: RecodeForm | None = None
) -> dict[str, Any]:
    today = clock.today()
    may_change = may_amend(request.scope, on=today)
    columns = columns_of(school, asked.month)
    before, after = months_around(asked.month)
    page: dict[str, Any] = {
        "asked": asked,
        "grid": present_month(
            school,
            columns,
            asked.stays,
            standing_marks(asked.stays, columns),
            today=today,
            may_change=may_change,
        ),
        "before": asked.href(before),
        "after": asked.href(after) if (asked.month.last_day or today) < today else "",
        "may_change": may_change,
        "form": None,
    }
    if may_change:
        form = form or RecodeForm(codes=_codes(request, school, asked))
        page |= {"form": form, "groups": groups_of(form.codes), "no_mark": NO_MARK}
    return page


def _codes(request: ScopedRequest, school: Body, asked: Asked) -> list[AttendanceCode]:
    by = amending_membership(request.scope, on=clock.today())
    return codes_to_recode(
        school, asked.month.starts_on, Role(by.role), today=clock.today()
    )


def _change(request: ScopedRequest, school: Body, asked: Asked) -> HttpResponse:
    """Try the change and show what it does; on the second press do it."""
    by = amending_membership(request.scope, on=clock.today())
    form = RecodeForm(request.POST, codes=_codes(request, school, asked))
    if not form.is_valid():
        page = _page(request, school, asked, form)
        return render(request, "register/month.jinja", page, status=UNPROCESSABLE)
    only_look = request.POST.get("act") != "change"
    pupils = enrolments_by_id(school, [cell.enrolment for cell in form.cells])
    before = codes_in(form.cells)
    done = recode(
        school=school,
        cells=form.cells,
        change=form.change,
        by=by,
        now=clock.now(),
        relatives=relatives_among(request.user, pupils),
        only_look=only_look,
    )
    shown = present_changes(
        school,
        done,
        form.change,
        form.cells,
        before=before,
        pupils=pupils,
        names=names_with_positions(row.standing.by_id for _, row in done.conflicts),
    )
    return _told(request, asked, form, shown, only_look=only_look)


def _told(
    request: ScopedRequest,
    asked: Asked,
    form: RecodeForm,
    shown: Changes,
    *,
    only_look: bool,
) -> HttpResponse:
    """Show a preview, or what became of each cell; a clean act leads back."""
    if not only_look:
        said = f"{count(shown.changed, 'mark')} changed, each in the ledger."
        if not shown.refused and not shown.conflicts:
            messages.success(request, said)
            return HttpResponseRedirect(asked.here)
    page = {
        "asked": asked,
        "form": form,
        "changes": shown,
        "is_done": not only_look,
        "code": form.cleaned_data["code"],
        "code_words": dict(form.fields["code"].choices)[form.cleaned_data["code"]],  # type: ignore[attr-defined]
        "no_mark": NO_MARK,
    }
    return render(request, "register/month_change.jinja", page)


def _month(text: str) -> Period:
    try:
        return month_of(text)
    except ValueError:
        raise Http404 from None

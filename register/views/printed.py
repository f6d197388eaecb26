"""A class's register over a period on paper: choose the days, take the PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from core import clock
from register.forms.printed import PeriodForm, usual_periods
from register.presenters.printed import present_printed
from register.selectors.month import group_of_school
from register.selectors.printed import printed_facts
from register.services.printed import pdf_of
from schools.models import Body, RegistrationGroup
from schools.permissions import ScopedRequest
from schools.selectors.calendar import calendar_of
from schools.states import Act


def printed(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Offer the usual spans, and any other days; `?first=&last=` is the PDF itself."""
    request.scope.check(Act.WATCH_REGISTERS)
    found = group_of_school(school, group)
    if found is None:
        raise Http404
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return _pdf(school, found, form)
    here = reverse("printed", kwargs={"school": school.slug, "group": group})
    page = {
        "group": found,
        "form": form,
        "here": here,
        "spans": [
            (words, first, last, f"{here}?first={first}&last={last}")
            for words, first, last in usual_periods(calendar_of(school), clock.today())
        ],
    }
    return render(request, "register/printed.jinja", page)


def _pdf(school: Body, group: RegistrationGroup, form: PeriodForm) -> HttpResponse:
    period = form.period
    page = present_printed(
        printed_facts(school, group, period), now=clock.now(), today=clock.today()
    )
    answer = HttpResponse(pdf_of(page), content_type="application/pdf")
    name = f"register-{slugify(group.name)}-{period.starts_on}-{period.last_day}.pdf"
    header = content_disposition_header(as_attachment=False, filename=name)
    answer["Content-Disposition"] = str(header)
    answer["Cache-Control"] = "private, no-store"
    return answer

"""Lessons against the register, and pupils who are looked for."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock
from core.words import count
from register.forms.lessons import FoundForm, LessonForm
from register.forms.transport import chosen
from register.models import NotFound
from register.rules.names import as_counted
from register.selectors.lessons import attenders, lessons_on
from register.selectors.people import own_groups
from register.selectors.whereabouts import (
    not_found_of,
    not_found_on,
    not_found_open,
)
from register.services.lessons import check_lesson, record_found
from schools.models import Body, RegistrationGroup
from schools.permissions import ScopedRequest
from schools.selectors.groups import group_of, groups_on
from schools.services.refusals import Refused
from schools.states import Act


def lessons(request: ScopedRequest, school: Body) -> HttpResponse:
    """Choose a class for a lesson; list who is looked for, and today's absences."""
    request.scope.check_own(Act.SEE_PUPILS)
    today = clock.today()
    mine = {group.pk for group in own_groups(request.scope.memberships, on=today)}
    groups = [line.group for line in groups_on(school, today)]
    page = {
        "groups": sorted(
            groups, key=lambda row: (row.pk not in mine, as_counted(row.name))
        ),
        "mine": mine,
        "missing": not_found_open(school),
        "found": not_found_on(school, clock.at_local(today, dt.time.min)),
        "absences": lessons_on(school, today),
    }
    return render(request, "register/lessons/lessons.jinja", page)


def lesson(request: ScopedRequest, school: Body, group: int) -> HttpResponse:
    """Enter who is not in a lesson; whom the register has here is looked for at once."""
    by = request.scope.check_own(Act.SEE_PUPILS)
    row = _group_or_404(school, group)
    now, today = clock.now(), clock.today()
    form = LessonForm(request.POST or None, initial={"lesson": _lesson_now(now)})
    not_there = set(chosen(request.POST.getlist("not_there")))
    if request.method == "POST" and form.is_valid():
        try:
            searched = check_lesson(
                school=school,
                group=row,
                lesson=form.cleaned_data["lesson"],
                not_there=not_there,
                by=by,
                now=now,
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            _say(request, searched)
            return redirect(reverse("lessons", kwargs={"school": school.slug}))
    people = attenders(school, row, form["lesson"].value() or "", now, today)
    page = {"form": form, "group": row, "people": people, "not_there": not_there}
    return render(request, "register/lessons/lesson.jinja", page)


def not_found(request: ScopedRequest, school: Body, search: int) -> HttpResponse:
    """Show one search, and end it with where and when the pupil was found."""
    by = request.scope.check_own(Act.SEE_PUPILS)
    row = not_found_of(school, search)
    if row is None:
        raise Http404
    form = FoundForm(
        request.POST or None, initial={"at": clock.local(clock.now()).time()}
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        at = clock.at_local(clock.today(), answers["at"])
        try:
            record_found(
                search=row, where=answers["where"], at=at, by=by, now=clock.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"{row.enrolment.pupil.name} is found.")
            return redirect(reverse("lessons", kwargs={"school": school.slug}))
    return render(
        request, "register/lessons/not_found.jinja", {"form": form, "row": row}
    )


def _say(request: ScopedRequest, searched: list[NotFound]) -> None:
    if not searched:
        messages.success(request, "The lesson is checked. Nobody new is missing.")
        return
    names = ", ".join(row.enrolment.pupil.name for row in searched)
    messages.warning(
        request,
        f"Not found: {count(len(searched), 'pupil')}. {names}. The office and the"
        " safeguarding lead have been told.",
    )


def _lesson_now(now: dt.datetime) -> str:
    """Return a name for a lesson that nobody has named: the hour it is in."""
    return f"Lesson at {clock.local(now):%H:00}"


def _group_or_404(school: Body, number: int) -> RegistrationGroup:
    row = group_of(school, number)
    if row is None:
        raise Http404
    return row

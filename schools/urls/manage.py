"""Addresses with which a school arranges itself."""

from django.urls import path

from schools.views.manage import (
    days,
    groups,
    joiners,
    overview,
    people,
    rollover,
    settings,
    training,
)

urlpatterns = [
    path("school/", overview.overview, name="manage"),
    path("school/people/", people.people, name="people"),
    path("school/people/add/", people.add_person, name="person-add"),
    path(
        "school/people/<int:member>/change/",
        people.change_person,
        name="person-change",
    ),
    path("school/people/<int:member>/end/", people.end_person, name="person-end"),
    path("school/training/", training.training, name="training"),
    path("school/training/add/", training.add, name="training-add"),
    path("school/training/<int:training>/due/", training.due, name="training-due"),
    path("school/joiners/", joiners.joiners, name="joiners"),
    path("school/next-year/", rollover.rollover, name="rollover"),
    path("school/next-year/carry-out/", rollover.carry_out, name="rollover-carry-out"),
    path("school/next-year/undo/", rollover.undo, name="rollover-undo"),
    path(
        "school/next-year/<int:group>/",
        rollover.rollover_group,
        name="rollover-group",
    ),
    path("school/groups/", groups.groups, name="groups"),
    path("school/groups/add/", groups.add, name="group-add"),
    path("school/groups/<int:group>/close/", groups.end, name="group-end"),
    path("school/groups/<int:group>/assign/", groups.assign, name="group-assign"),
    path(
        "school/groups/<int:group>/takers/<int:assignment>/end/",
        groups.unassign,
        name="group-unassign",
    ),
    path("school/calendar/", days.calendar, name="calendar"),
    path("school/calendar/half-terms/add/", days.half_term, name="half-term-add"),
    path("school/calendar/closures/add/", days.closure, name="closure-add"),
    path(
        "school/calendar/closures/<int:closure>/remove/",
        days.remove,
        name="closure-remove",
    ),
    path("school/calendar/bank-holidays/", days.bank_holidays, name="bank-holidays"),
    path("school/settings/", settings.settings_page, name="school-settings"),
    path("school/settings/<slug:key>/", settings.choose, name="school-setting"),
]

"""Addresses of safeguarding entries."""

from django.urls import path

from followup.views import safeguarding

urlpatterns = [
    path("safeguarding/", safeguarding.entries, name="safeguarding"),
    path("safeguarding/add/", safeguarding.add, name="safeguarding-add"),
    path("safeguarding/duty/", safeguarding.duty, name="safeguarding-duty"),
    path(
        "safeguarding/duty/<int:duty>/end/",
        safeguarding.duty_end,
        name="safeguarding-duty-end",
    ),
    path("safeguarding/<int:entry>/", safeguarding.entry, name="safeguarding-entry"),
    path(
        "safeguarding/<int:entry>/assign/",
        safeguarding.assign,
        name="safeguarding-assign",
    ),
    path(
        "safeguarding/actions/<int:action>/done/",
        safeguarding.done,
        name="safeguarding-action-done",
    ),
]

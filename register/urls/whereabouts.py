"""Addresses of the fire list, of roll calls, of lessons and of searches."""

from django.urls import path

from register.views import lessons, rollcall, whereabouts

_CALL = "roll-calls/<int:call>/"

urlpatterns = [
    path("fire/", whereabouts.fire, name="fire-list"),
    path("fire/device", whereabouts.device, name="fire-device"),
    path("roll-calls/", rollcall.roll_calls, name="roll-calls"),
    path(_CALL, rollcall.roll_call, name="roll-call"),
    path(f"{_CALL}ticks", rollcall.ticks, name="roll-call-ticks"),
    path(f"{_CALL}state", rollcall.state, name="roll-call-state"),
    path(f"{_CALL}end/", rollcall.end, name="roll-call-end"),
    path(f"{_CALL}report/", rollcall.report, name="roll-call-report"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/<int:group>/", lessons.lesson, name="lesson"),
    path("not-found/<int:search>/", lessons.not_found, name="not-found"),
]

"""Addresses of returns, evidence, lateness, breakfast places and returns to authorities."""

from django.urls import path

from followup.views import evidence, returns

_EVIDENCE = "absence/evidence/<int:request_id>/"

urlpatterns = [
    path("absence/back/", returns.back_in_school, name="absence-back"),
    path("absence/back/talks/<int:talk>/", returns.talk, name="absence-talk"),
    path(
        "absence/back/talks/<int:talk>/not/", returns.talk_not, name="absence-talk-not"
    ),
    path(
        "absence/back/lateness/<int:review>/",
        returns.lateness,
        name="absence-lateness",
    ),
    path("absence/back/gate/<int:enrolment>/", returns.gate, name="absence-gate"),
    path(
        "absence/back/breakfast/<int:enrolment>/",
        returns.breakfast,
        name="absence-breakfast",
    ),
    path(
        "absence/back/breakfast/<int:place>/end/",
        returns.breakfast_end,
        name="absence-breakfast-end",
    ),
    path("absence/authority/", returns.authority, name="absence-authority"),
    path(
        "absence/authority/<int:row>/out/",
        returns.authority_out,
        name="absence-authority-out",
    ),
    path("absence/evidence/ask/", evidence.ask, name="absence-evidence-ask"),
    path(_EVIDENCE, evidence.evidence, name="absence-evidence"),
    path(f"{_EVIDENCE}seen/", evidence.seen, name="absence-evidence-seen"),
    path(f"{_EVIDENCE}decide/", evidence.decide, name="absence-evidence-decide"),
    path(f"{_EVIDENCE}tell/", evidence.tell, name="absence-evidence-tell"),
    path(f"{_EVIDENCE}record/", evidence.record, name="absence-evidence-record"),
]

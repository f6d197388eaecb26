"""Addresses of the ledger: of registers, of marks, of a pupil's and a day's changes."""

from django.urls import path

from register.views import amend, history, ledger, suggest

_REGISTER = "registers/<int:group>/<str:day>/<str:session>"
_MARK = "marks/<int:enrolment>/<str:day>/<str:session>"

urlpatterns = [
    path(f"{_REGISTER}/ledger/", ledger.ledger, name="ledger"),
    path("extracts/<int:group>/<str:day>/", ledger.extract, name="extract"),
    path(f"{_MARK}/", history.mark_history, name="mark-history"),
    path(f"{_MARK}/amend/", amend.amend, name="amend"),
    path("amendments/", history.amendments, name="amendments"),
    path(
        "pupils/<int:pupil>/amendments/",
        history.pupil_amendments,
        name="pupil-amendments",
    ),
    path("suggestions/", suggest.suggestions, name="suggestions"),
    path("suggestions/log/", suggest.log_call, name="log-call"),
    path("suggestions/found/", suggest.found, name="log-call-found"),
    path(
        "suggestions/<int:suggestion>/withdraw/",
        suggest.withdraw,
        name="suggestion-withdraw",
    ),
]

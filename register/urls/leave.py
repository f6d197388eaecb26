"""Addresses of leave, of arrangements, and of the places where pupils are taught."""

from django.urls import path

from register.views import (
    arrangement_accept,
    arrangement_new,
    arrangements,
    leave,
    leave_ask,
    leave_decide,
    providers,
)

_LEAVE = "leave/<int:leave>/"
_ARRANGEMENT = "arrangements/<int:arrangement>/"

urlpatterns = [
    path("leave/", leave.leave, name="leave"),
    path("leave/ask/", leave_ask.leave_ask, name="leave-ask"),
    path("leave/days/", leave_ask.leave_days, name="leave-days"),
    path(_LEAVE, leave.leave_request, name="leave-request"),
    path(f"{_LEAVE}print/", leave.leave_print, name="leave-print"),
    path(f"{_LEAVE}withdraw/", leave.leave_withdraw, name="leave-withdraw"),
    path(
        f"{_LEAVE}decide/<int:place>/", leave_decide.leave_decide, name="leave-decide"
    ),
    path("arrangements/", arrangements.arrangements, name="arrangements"),
    path("arrangements/new/", arrangement_new.arrangement_new, name="arrangement-new"),
    path(_ARRANGEMENT, arrangements.arrangement, name="arrangement"),
    path(f"{_ARRANGEMENT}end/", arrangements.arrangement_end, name="arrangement-end"),
    path(
        f"{_ARRANGEMENT}look/", arrangements.arrangement_look, name="arrangement-look"
    ),
    path("providers/", providers.providers, name="providers"),
    path("providers/add/", providers.provider_add, name="provider-add"),
    path("providers/<int:provider>/", providers.provider, name="provider"),
    path("providers/<int:provider>/end/", providers.provider_end, name="provider-end"),
    path("elsewhere/", providers.elsewhere, name="elsewhere"),
    path(
        "registers/<int:group>/<str:day>/<str:session>/known/",
        arrangement_accept.register_known,
        name="register-known",
    ),
]

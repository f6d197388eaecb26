"""Addresses of the front desk: late, leaving, transport, visitors."""

from django.urls import path

from register.views import (
    desk,
    desk_corrections,
    desk_leaving,
    transport,
    visitors,
)

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/found/", desk.found, name="desk-found"),
    path("desk/arrivals/<int:arrival>/", desk_corrections.arrival, name="arrival"),
    path("desk/leaving/", desk_leaving.sign_out, name="sign-out"),
    path(
        "desk/leaving/<int:departure>/back/",
        desk_leaving.come_back,
        name="departure-return",
    ),
    path("desk/transport/", transport.runs, name="transport"),
    path("desk/transport/add/", transport.add, name="transport-add"),
    path("desk/transport/<int:run>/", transport.run, name="transport-run"),
    path("desk/transport/<int:run>/add/", transport.put_on, name="transport-put"),
    path("desk/transport/<int:run>/end/", transport.end, name="transport-end"),
    path(
        "desk/transport/<int:run>/places/<int:place>/end/",
        transport.take_off,
        name="transport-take",
    ),
    path("desk/transport/<int:run>/late/", transport.late, name="transport-late"),
    path("desk/visitors/", visitors.visitors, name="visitors"),
    path("desk/visitors/<int:visit>/out/", visitors.leave, name="visitor-out"),
]

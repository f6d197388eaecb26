"""Addresses of the N codes, their sweeps, and a head's standing instructions."""

from django.urls import path

from followup.views import n_codes, sweeps

urlpatterns = [
    path("absence/n-codes/", n_codes.queue, name="absence-n-codes"),
    path("absence/sweeps/", sweeps.sweeps, name="absence-sweeps"),
    path("absence/sweeps/<int:sweep>/", sweeps.sweep, name="absence-sweep"),
    path("absence/instructions/", sweeps.instruct, name="absence-instruct"),
    path(
        "absence/instructions/<int:instruction>/withdraw/",
        sweeps.withdraw,
        name="absence-instruction-withdraw",
    ),
]

"""Addresses of the register: the page, and what its script says and asks."""

from django.urls import URLPattern, path

from register.views.taking import device, page, screen, script

_REGISTER = "registers/<int:group>/<str:day>/<str:session>/"

urlpatterns: list[URLPattern] = [
    path("registers/device", device.device, name="register-device"),
    path("registers/screen", screen.screen, name="register-screen"),
    path(_REGISTER, page.register, name="register"),
    path(f"{_REGISTER}marks", script.marks, name="register-marks"),
    path(f"{_REGISTER}take", script.take, name="register-take"),
    path(f"{_REGISTER}state", script.state, name="register-state"),
]

"""Addresses of the installation's administrator."""

from django.urls import path

from schools.urls import imports
from schools.views.manage import nation, settings

urlpatterns = [
    path("", nation.home, name="nation-home"),
    path("accounts/", nation.accounts, name="accounts"),
    path("accounts/<int:person>/", nation.account_active, name="account-active"),
    path("bodies/", nation.bodies, name="bodies"),
    path("bodies/add/", nation.body_add, name="body-add"),
    path("bodies/<int:body>/belongs/", nation.body_affiliate, name="body-affiliate"),
    path("bodies/<int:body>/people/add/", nation.body_member, name="body-member"),
    path("settings/", settings.settings_page, name="nation-settings"),
    path("settings/<slug:key>/", settings.choose, name="nation-setting"),
    *imports.patterns("nation"),
]

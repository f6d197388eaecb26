"""Addresses of pupils and their records."""

from django.urls import URLPattern, path

from schools.views.pupils import (
    access,
    checks,
    contacts,
    death,
    edit,
    flags,
    identities,
    lists,
    roll,
)
from schools.views.pupils import photographs as photos

_ONE = "pupils/<int:pupil>/"
_CONTACT = f"{_ONE}contacts/<int:contact>/"
_FLAG = f"{_ONE}flags/<int:flag>/"

urlpatterns: list[URLPattern] = [
    path("pupils/", lists.pupil_list, name="pupils"),
    path("search/", lists.search, name="search"),
    path("pupils/add/", roll.add_pupil, name="pupil-add"),
    path("pupils/identities/", identities.identities, name="identities"),
    path(
        "pupils/identities/<int:merge>/undo/",
        identities.undo,
        name="identity-undo",
    ),
    path(f"{_ONE}edit/", edit.edit_pupil, name="pupil-edit"),
    path(f"{_ONE}upn/", edit.change_upn, name="pupil-upn"),
    path(f"{_ONE}family/", edit.family, name="pupil-family"),
    path(f"{_ONE}relatives/", edit.relatives, name="pupil-relatives"),
    path(f"{_ONE}photograph/", photos.photograph, name="pupil-photo"),
    path(f"{_ONE}photograph/change/", photos.change, name="pupil-photo-change"),
    path(f"{_ONE}roll/", roll.roll, name="pupil-roll"),
    path(f"{_ONE}death/", death.death, name="pupil-death"),
    path(f"{_ONE}checks/", checks.check, name="contacts-check"),
    path(f"{_ONE}contacts/", contacts.contact_list, name="contacts"),
    path(f"{_ONE}contacts/add/", contacts.add, name="contact-add"),
    path(_CONTACT, contacts.edit, name="contact-edit"),
    path(f"{_CONTACT}earlier/", contacts.earlier, name="contact-earlier"),
    path(f"{_CONTACT}end/", contacts.end, name="contact-end"),
    path(f"{_CONTACT}court-order/", contacts.court_order, name="court-order"),
    path(f"{_ONE}flags/", flags.flag_list, name="flags"),
    path(f"{_ONE}flags/add/", flags.add, name="flag-add"),
    path(_FLAG, flags.review, name="flag-edit"),
    path(f"{_FLAG}end/", flags.end, name="flag-end"),
    path("contacts/", checks.checks, name="contact-checks"),
    path("access/", access.access_log, name="access-log"),
]

"""Finds the person behind a signed-in session, at the beginning of every request."""

from allauth.account.auth_backends import AuthenticationBackend

from core.rows import first_row
from schools.models import Person


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with its one frequent question in a plain statement (core/rows.py)."""

    def get_user(self, user_id: int) -> Person | None:
        """Return the person, unless the account has been closed since."""
        person = first_row(Person, "id = %s", [user_id])
        may = person is not None and self.user_can_authenticate(person)
        return person if may else None

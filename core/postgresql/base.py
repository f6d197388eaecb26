"""A connection that notices a hung-up server without asking it."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django speaks to it, but for how a kept connection is checked."""

    def is_usable(self) -> bool:
        """Tell whether the server still holds the line.

        Before the first statement of a request Django asks `SELECT 1`, a trip for every
        request. A server that stops or restarts says so on its connections, and one that
        idles says nothing: only a line with something to read is asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.errors_occurred or self._has_something_to_say():
            return bool(super().is_usable())
        return True

    def _has_something_to_say(self) -> bool:
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return bool(line.poll(0))

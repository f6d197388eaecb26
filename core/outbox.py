"""Where mail goes that no mail server takes: one file for each message."""

import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_UNSAFE = re.compile(r"[^A-Za-z0-9.@-]+")


class OutboxBackend(BaseEmailBackend):
    """Writes each message once, under its Message-ID, however often it is sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages that are not there yet; return how many were given."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def _write(folder: Path, message: EmailMessage) -> None:
    printed = message.message()
    name = _UNSAFE.sub("-", str(printed["Message-ID"]).strip("<>"))
    half_written = folder / f".{name}"
    half_written.write_bytes(printed.as_bytes())
    # The whole file appears at once, or not at all, if the process dies here.
    half_written.replace(folder / f"{name}.eml")

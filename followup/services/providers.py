"""Who carries messages, behind one door. Without keys they stay in the outbox page.

A provider is asked to send once. What became of a message whose worker died is asked by
our own reference; a provider that cannot say leaves it to a person.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from followup.states import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message as it leaves: to whom, and our reference."""

    reference: str
    channel: str
    address: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What a provider knows of a message. `was_sent` is None where it cannot say."""

    was_sent: bool | None
    delivery: Delivery = Delivery.UNKNOWN
    provider_id: str = ""
    words: str = ""


class NotSent(Exception):
    """The provider refused the message, and it went nowhere."""


class Provider(Protocol):
    """Something that carries messages."""

    name: str

    def send(self, outgoing: Outgoing) -> Fate:
        """Send a message once, or raise `NotSent`."""

    def look_up(self, reference: str) -> Fate:
        """Say what became of a message, by our reference."""


class Outbox:
    """Keeps messages where they are: a school without keys reads them on the page.

    A file under the reference stands for having been sent, so that even here a message
    whose worker died is found again, and never made twice.
    """

    name = "outbox"

    def send(self, outgoing: Outgoing) -> Fate:
        """Write the message once, whole or not at all."""
        folder = self._folder()
        folder.mkdir(parents=True, exist_ok=True)
        half_written = folder / f".{outgoing.reference}"
        half_written.write_text(
            f"To: {outgoing.address}\nSubject: {outgoing.subject}\n\n{outgoing.text}\n",
            encoding="utf-8",
        )
        half_written.replace(folder / f"{outgoing.reference}.txt")
        return Fate(was_sent=True, delivery=Delivery.ACCEPTED)

    def look_up(self, reference: str) -> Fate:
        """Say whether the file is there."""
        is_there = (self._folder() / f"{reference}.txt").exists()
        delivery = Delivery.ACCEPTED if is_there else Delivery.UNKNOWN
        return Fate(was_sent=is_there, delivery=delivery)

    @staticmethod
    def _folder() -> Path:
        return Path(settings.DATA_DIR) / "messages"


class Mail:
    """Django's mail. A mail server does not say later what it took."""

    name = "mail"

    def send(self, outgoing: Outgoing) -> Fate:
        """Hand the message to the mail server under our reference."""
        EmailMessage(
            subject=outgoing.subject,
            body=outgoing.text,
            to=[outgoing.address],
            headers={"Message-ID": f"<{outgoing.reference}@rollbook.example>"},
        ).send()
        return Fate(was_sent=True, delivery=Delivery.ACCEPTED)

    def look_up(self, reference: str) -> Fate:  # noqa: ARG002 - a server keeps no list
        """Say that nobody knows: a person decides."""
        return Fate(was_sent=None)


_PROVIDERS = {
    "outbox": "followup.services.providers.Outbox",
    "mail": "followup.services.providers.Mail",
    "notify": "followup.services.notify.Notify",
}


def provider_of(channel: str) -> Provider:
    """Return the provider of a channel, as the installation's settings name it."""
    provider: Provider = import_string(
        _PROVIDERS[settings.MESSAGE_PROVIDERS[channel]]
    )()
    return provider

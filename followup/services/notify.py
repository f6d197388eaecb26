"""GOV.UK Notify, where an installation has keys: sends, looks up, and reads answers.

The service has one template for each channel whose body is ((message)), so that a
school's own wording is what parents read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from followup.services.providers import Fate, NotSent, Outgoing
from followup.states import Delivery

_REFUSED = range(400, 500)
_TRY_AGAIN = 429
_STATUS = {
    "delivered": Delivery.DELIVERED,
    "permanent-failure": Delivery.FAILED,
    "temporary-failure": Delivery.FAILED,
    "technical-failure": Delivery.FAILED,
}


@dataclass(frozen=True, slots=True)
class Received:
    """A text that somebody sent to the service's number."""

    id: str
    number: str
    text: str


class Notify:
    """The provider for texts and e-mails."""

    name = "notify"

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_ADDRESS
        )

    def send(self, outgoing: Outgoing) -> Fate:
        """Send a message under our reference; a refusal is final, other failures are not."""
        template = settings.NOTIFY_TEMPLATES[outgoing.channel]
        words = {"message": outgoing.text, "subject": outgoing.subject}
        send = (
            self._client.send_sms_notification
            if outgoing.channel == "text"
            else self._client.send_email_notification
        )
        try:
            answer = send(
                outgoing.address,
                template,
                personalisation=words,
                reference=outgoing.reference,
            )
        except HTTPError as error:
            if error.status_code in _REFUSED and error.status_code != _TRY_AGAIN:
                raise NotSent(str(error)[:200]) from error
            raise
        return Fate(was_sent=True, delivery=Delivery.ACCEPTED, provider_id=answer["id"])

    def look_up(self, reference: str) -> Fate:
        """Ask what became of a message; none under the reference means none was sent."""
        found = self._client.get_all_notifications(reference=reference)
        for row in found["notifications"]:
            delivery = _STATUS.get(row["status"], Delivery.ACCEPTED)
            return Fate(
                was_sent=True,
                delivery=delivery,
                provider_id=row["id"],
                words=row["status"] if delivery is Delivery.FAILED else "",
            )
        return Fate(was_sent=False)

    def received(self) -> Iterator[Received]:
        """Read the last texts that came in, the latest first."""
        for row in self._client.get_received_texts()["received_text_messages"]:
            yield Received(row["id"], f"+{row['user_number']}", row["content"])

"""Links by which a parent answers a message: made, opened, answered once.

A token is derived from what the link is for under the installation's secret and is
stored nowhere; the row keeps a hash. Looking at a link changes nothing, because mail
scanners open what they find: only an answer that is sent uses it.
"""

import base64
import datetime as dt
import hashlib
import hmac

from django.conf import settings
from django.db import connection
from django.urls import reverse

from core.tenancy import set_scope
from followup.models import ReportLink

_PURPOSE = "rollbook report link"
_LENGTH = 20


def token_for(enrolment_id: int, contact_id: int, day: dt.date) -> str:
    """Return the token of a link; the same for the same child, adult and day."""
    named = f"{_PURPOSE}:{enrolment_id}:{contact_id}:{day.isoformat()}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), named.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode("ascii")[:_LENGTH]


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(link: ReportLink) -> str:
    """Return the whole address of a link, for the message that carries it."""
    token = token_for(link.enrolment_id, link.contact_id, link.day)
    return f"{settings.ROLLBOOK_ADDRESS}{reverse('tell', kwargs={'token': token})}"


def open_link(token: str, now: dt.datetime) -> ReportLink | None:
    """Return the link of a token and enter its school, or None where it is gone.

    The rest of the transaction sees that school: a link is all that its bearer has.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select school_id, link_id from followup_link(%s, %s)",
            [hash_of(token), now],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    set_scope([row[0]])
    link = (
        ReportLink.objects.select_related(
            "school", "enrolment__pupil", "contact__adult"
        )
        .filter(pk=row[1])
        .first()
    )
    return link if link and may_answer(link) else None


def may_answer(link: ReportLink) -> bool:
    """Tell whether the adult may still be in touch about this child."""
    contact, pupil = link.contact, link.enrolment.pupil
    return (
        pupil.died_on is None
        and contact.period.contains(link.day)
        and not contact.restriction.strip()
        and bool({"text", "email"} & set(contact.channels))
    )

"""Messages to families: the address of their links, and the provider, if there is one.

Without keys texts and e-mails wait in the outbox page and go nowhere.
"""

from attendance.settings.env import env

ROLLBOOK_ADDRESS = env.str(
    "ROLLBOOK_ADDRESS", default=f"http://localhost:{env.int('PORT', default=8000)}"
).rstrip("/")

# "outbox" keeps messages in the product; "mail" sends e-mails with Django's mail.
MESSAGE_PROVIDERS = {
    "text": env.str("TEXT_PROVIDER", default="outbox"),
    "email": env.str("EMAIL_PROVIDER", default="outbox"),
}

"""Messages to families: the address of their links, and the provider, if there is one.

Without keys texts and e-mails wait in the outbox page and go nowhere.
"""

from attendance.settings.env import env

ROLLBOOK_ADDRESS = env.str(
    "ROLLBOOK_ADDRESS", default=f"http://localhost:{env.int('PORT', default=8000)}"
).rstrip("/")

# GOV.UK Notify: a key, and a template for each channel whose body is ((message)).
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_ADDRESS = env.str(
    "NOTIFY_ADDRESS", default="https://api.notifications.service.gov.uk"
)
NOTIFY_TEMPLATES = {
    "text": env.str("NOTIFY_TEXT_TEMPLATE", default=""),
    "email": env.str("NOTIFY_EMAIL_TEMPLATE", default=""),
}

# "outbox" keeps messages in the product; "mail" sends e-mails with Django's mail;
# "notify" is GOV.UK Notify, and the default for texts once there is a key.
MESSAGE_PROVIDERS = {
    "text": env.str("TEXT_PROVIDER", default="notify" if NOTIFY_API_KEY else "outbox"),
    "email": env.str("EMAIL_PROVIDER", default="outbox"),
}

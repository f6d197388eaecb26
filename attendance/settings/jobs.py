"""Celery, the cache, and mail: all intents are rows, so a broker may forget them."""

from attendance.settings.env import env

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")

CACHES = {
    "default": {
        "BACKEND": "core.cache.Cache",
        "LOCATION": REDIS_URL,
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# What the tick asks each minute (attendance/tasks.py), in this order.
ROLLBOOK_JOBS = [
    "schools.tasks.queue_imports",
    "register.tasks.queue_due_nudges",
    "letters.tasks.queue_due_letters",
    "register.tasks.queue_disposals",
    "followup.tasks.queue_due_lists",
    "followup.tasks.queue_messages",
    "followup.tasks.queue_replies",
    "followup.tasks.queue_due_sweeps",
]

EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="core.outbox.OutboxBackend")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="rollbook@school.example")

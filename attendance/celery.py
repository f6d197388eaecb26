"""The door for workers and the beat."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "attendance.settings")

app = Celery("rollbook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# One tick asks every job: what is due is computed, so a tick that is missed or comes
# twice changes nothing. A tick that waited longer than the next one is not worth doing.
app.conf.beat_schedule = {
    "tick": {
        "task": "attendance.tasks.tick",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    }
}

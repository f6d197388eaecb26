"""Structured logs, one JSON object a line, each with the request's id."""

from attendance.settings.env import DATA_DIR, env

EMAIL_FILE_PATH = DATA_DIR / "outbox"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.logs.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "loggers": {
        "weasyprint.progress": {"level": "WARNING"},
        "pikepdf._core": {"level": "WARNING"},
    },
    "root": {
        "handlers": ["stderr"],
        "level": env.str("LOG_LEVEL", default="INFO"),
    },
}

"""The commands of the product's processes, one list for every way of running it.

`make run`, the container image and docker-compose.yml all start these.
"""

import os
import sys
from pathlib import Path


def web() -> list[str]:
    """Serve pages and the API."""
    host = os.environ.get("HOST", "127.0.0.1")
    port = os.environ.get("PORT", "8000")
    return [
        *_python("gunicorn", "attendance.wsgi:application"),
        *("--bind", f"{host}:{port}"),
        *("--workers", os.environ.get("WEB_WORKERS", _cores())),
        # A thread waits for the database most of its time, and each keeps a connection.
        *("--worker-class", "gthread", "--threads", os.environ.get("WEB_THREADS", "4")),
        *("--graceful-timeout", "20", "--keep-alive", "5"),
        "--no-control-socket",
    ]


def worker() -> list[str]:
    """Do the jobs."""
    concurrency = os.environ.get("WORKER_CONCURRENCY", _cores())
    return _celery("worker", "--concurrency", concurrency)


def beat() -> list[str]:
    """Ask for the jobs that are due."""
    folder = Path(os.environ.get("DATA_DIR", "."))
    return _celery("beat", "--schedule", str(folder / "beat-schedule"), "--pidfile=")


def migrate() -> list[str]:
    """Bring the database to the shape that this version needs."""
    return manage("migrate", "--database", "owner", "--no-input", "-v", "0")


def manage(*arguments: str) -> list[str]:
    """Run one of Django's or Rollbook's commands."""
    return [sys.executable, "manage.py", *arguments]


BY_NAME = {"web": web, "worker": worker, "beat": beat, "migrate": migrate}


def _celery(*arguments: str) -> list[str]:
    return _python(
        "celery", "-A", "attendance.celery", *arguments, "--loglevel", "INFO"
    )


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _cores() -> str:
    return str(os.cpu_count() or 1)

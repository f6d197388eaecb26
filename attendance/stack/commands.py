"""The commands of the product's processes, one list for every way of running it.

`make run`, the container image and docker-compose.yml all start these.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

Environment = Mapping[str, str]


def web(environment: Environment = os.environ) -> list[str]:
    """Serve pages and the API."""
    host = environment.get("HOST", "127.0.0.1")
    port = environment.get("PORT", "8000")
    return [
        *_python("granian", "--interface", "wsgi", "attendance.wsgi:application"),
        *("--host", host, "--port", port, "--http", "1", "--no-ws"),
        *("--workers", environment.get("WEB_WORKERS", _cores())),
        # Two: one computes while the other waits for the database; with four they
        # wait for each other. A thread that ends takes its connection along.
        *("--blocking-threads", environment.get("WEB_THREADS", "2")),
        *("--blocking-threads-idle-timeout", "600"),
        *("--respawn-failed-workers", "--respawn-interval", "1"),
        *("--workers-kill-timeout", "20"),
        *("--log-level", "warning"),
    ]


def worker(environment: Environment = os.environ) -> list[str]:
    """Do the jobs."""
    concurrency = environment.get("WORKER_CONCURRENCY", _cores())
    return _celery("worker", "--concurrency", concurrency)


def beat(environment: Environment = os.environ) -> list[str]:
    """Ask for the jobs that are due."""
    folder = Path(environment.get("DATA_DIR", "."))
    return _celery("beat", "--schedule", str(folder / "beat-schedule"), "--pidfile=")


def migrate(_environment: Environment = os.environ) -> list[str]:
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

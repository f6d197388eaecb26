"""Gives Django's settings what they ask of the environment, before anything is read.

Servers are not started here: unit tests need none (`tests.conftest.services` does).
"""

import os
import tempfile

os.environ.setdefault("DJANGO_SECRET_KEY", "a key of the tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("ROLLBOOK_DEMO", "0")
os.environ.setdefault("DJANGO_DEBUG", "0")
os.environ.setdefault("LOG_LEVEL", "ERROR")
if "MEDIA_ROOT" not in os.environ:
    # Its finaliser removes the folder when the run ends.
    files = tempfile.TemporaryDirectory(prefix="rollbook-files-")
    os.environ["MEDIA_ROOT"] = files.name


def pytest_configure() -> None:
    """Let pages name their assets plainly: tests collect no static files."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }

"""What every page shows, whoever opens it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its scope and, in a demonstration, its moment."""
    return {
        "scope": getattr(request, "scope", None),
        "demo": settings.ROLLBOOK_DEMO,
        "demo_moment": clock.local(clock.now()) if settings.ROLLBOOK_DEMO else None,
    }

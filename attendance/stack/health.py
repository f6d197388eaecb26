"""Asks an installation's own web process whether it is ready."""

import http.client
import os
import urllib.request

from attendance.stack.errors import StackError


def is_ready(port: int, *, host: str = "localhost") -> bool:
    """Tell whether /readyz answers that database and broker are there as well."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/readyz", headers={"Host": host}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)  # noqa: PLR2004
    except (OSError, http.client.HTTPException):  # it may die while it speaks
        return False


def demand_ready() -> None:
    """Fail unless the web process of this environment is ready (health checks)."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    if not is_ready(int(os.environ.get("PORT", "8000")), host=host or "localhost"):
        raise StackError("Not ready.")

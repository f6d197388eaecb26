"""One database behind two logins."""

from typing import Any

from django.db.models import Model


class OneDatabase:
    """Let models of both aliases meet, and let only the owner migrate."""

    def allow_relation(self, obj1: Model, obj2: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"

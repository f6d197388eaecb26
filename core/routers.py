"""One database behind two logins."""

from typing import Any


class OneDatabase:
    """Let models of both aliases meet, and let only the owner migrate."""

    def allow_relation(self, *_models: Any, **_hints: Any) -> bool:
        """Let rows that came through either login refer to each other."""
        return True

    def allow_migrate(self, db: str, _app: str, **_hints: Any) -> bool:
        """Keep migrations to the owner's login."""
        return db == "owner"

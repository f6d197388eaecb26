"""The cache, with one client for each thread instead of one for each question."""

from functools import cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class KeptClient(RedisCacheClient):
    """Django makes a client anew for each call; it holds nothing but the pool."""

    @cached_property
    def _kept(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:  # noqa: ARG002
        """Return the client of the one server."""
        return self._kept


class Cache(RedisCache):
    """Django's cache on Redis or Valkey, of which there is one server."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient

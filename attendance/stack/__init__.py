"""Runs an installation: database, broker, web, worker and beat.

Imports no Django, so that it works before anything is built. Other code (tests, the
bench) needs only `running_services`.
"""

from attendance.stack.services import Addresses, running_services

__all__ = ["Addresses", "running_services"]

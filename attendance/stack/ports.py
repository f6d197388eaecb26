"""Which ports are free, and who has the others."""

import errno
import random
import socket
import time

import psutil

from attendance.stack.errors import StackError


def demand_free(port: int, *, command: str = "make run") -> None:
    """Refuse a port that is taken, naming who has it and the way out."""
    if is_free(port):
        return
    other = next(other for other in range(port + 1, port + 200) if is_free(other))
    raise StackError(
        f"Port {port} is taken by {owner(port)}. Stop that, or choose another port: "
        f"PORT={other} {command}"
    )


def is_free(port: int) -> bool:
    """Tell whether a server may listen on this port of localhost, in both families."""
    return _may_bind(socket.AF_INET, "127.0.0.1", port) and (
        not socket.has_dualstack_ipv6() or _may_bind(socket.AF_INET6, "::1", port)
    )


def any_free() -> int:
    """Return a free port, below those that systems give to whoever calls out."""
    return next(filter(is_free, random.sample(range(20000, 30000), 1000)))


def becomes_free(port: int, *, within: float) -> bool:
    """Wait while somebody has the port, and tell whether they gave it up in time."""
    deadline = time.monotonic() + within
    while not is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def owner(port: int) -> str:
    """Say which process listens on the port, as far as the system tells."""
    try:
        listeners = psutil.net_connections(kind="tcp")
    except psutil.AccessDenied:  # macOS tells only root
        listeners = []
    for listener in listeners:
        listens = listener.status == psutil.CONN_LISTEN
        if listens and listener.laddr and listener.laddr.port == port:
            return _describe(listener.pid)
    return "another program"


def _describe(pid: int | None) -> str:
    if pid is None:
        return "another user's program"
    try:
        return f"{psutil.Process(pid).name()} (process {pid})"
    except psutil.Error:
        return f"process {pid}"


def _may_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            # A machine without IPv6 says that the address is not available.
            return family is socket.AF_INET6 and error.errno != errno.EADDRINUSE
    return True

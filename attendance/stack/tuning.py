"""PostgreSQL's configuration for one server that a school or a trust looks after."""

import os

MEGABYTE = 1024 * 1024


def settings(*, memory: int, sockets: str) -> dict[str, str]:
    """Return the settings for a machine with `memory` bytes, shared with the web."""
    buffers = _between(memory // 8, 128 * MEGABYTE, 2048 * MEGABYTE)
    return {
        "listen_addresses": "",  # the socket only: no port to collide, none to attack
        "unix_socket_directories": sockets,
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "100",
        "shared_buffers": _megabytes(buffers),
        "effective_cache_size": _megabytes(max(memory // 2, 256 * MEGABYTE)),
        "work_mem": "16MB",
        "maintenance_work_mem": _megabytes(
            _between(memory // 16, 64 * MEGABYTE, 512 * MEGABYTE)
        ),
        "random_page_cost": "1.1",  # schools' servers have solid-state disks
        "jit": "off",  # our statements are short; compiling them costs more than running
        # A mark that was called saved must survive the power cut of the next second.
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "wal_compression": "on",
        "min_wal_size": "256MB",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_duration_statement": "1s",
        "log_lock_waits": "on",
        "log_line_prefix": "%m [%p] %u@%d ",
    }


def physical_memory() -> int:
    """Return the machine's memory in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def as_file(chosen: dict[str, str]) -> str:
    """Print the settings as PostgreSQL reads them."""
    lines = (
        f"{name} = '{value.replace(chr(39), chr(39) * 2)}'"
        for name, value in chosen.items()
    )
    return (
        "# Written at every start; changes belong in attendance/stack/tuning.py.\n"
        + ("\n".join(lines) + "\n")
    )


def _between(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def _megabytes(value: int) -> str:
    return f"{value // MEGABYTE}MB"

"""A wire between a browser and the site that can really be cut, or lose an answer.

The browser speaks to the wire's port, as a school does to its router. A cut wire refuses
connections and breaks those that are open; what a test loses, the server has done.
"""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

_CHUNK = 65536


class Wire:
    """Carries bytes from a port of its own to the site until it is closed."""

    def __init__(self, origin: str) -> None:
        there = urlsplit(origin)
        self._there = (there.hostname or "localhost", there.port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.origin = f"http://localhost:{self.port}"
        self._is_cut = False
        self._lose = b""
        self.lost = 0
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._pumps: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def through(self, url: str) -> str:
        """Return an address of the site as the browser reaches it over this wire."""
        there = urlsplit(url)
        return self.origin + there.path + (f"?{there.query}" if there.query else "")

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self._is_cut = True
        self._break_all()

    def mend(self) -> None:
        """Carry again."""
        self._is_cut = False

    def lose_answer_to(self, request: str) -> None:
        """Let the next such request through and its answer not: `POST …/marks`."""
        self.lost = 0
        self._lose = request.encode()

    def close(self) -> None:
        """End everything that the wire began."""
        self.cut()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join()
        for pump in self._pumps:
            pump.join()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listening.accept()
            except OSError:
                return
            if self._is_cut:
                here.close()
                continue
            there = socket.create_connection(self._there)
            link = _Link()
            with self._lock:
                self._open |= {here, there}
            for target, ends in (
                (self._carry_up, (here, there)),
                (self._carry_down, (there, here)),
            ):
                pump = threading.Thread(target=target, args=(*ends, link))
                self._pumps.append(pump)
                pump.start()

    def _carry_up(
        self, here: socket.socket, there: socket.socket, link: "_Link"
    ) -> None:
        with suppress(OSError):
            while data := here.recv(_CHUNK):
                verb, _, path = self._lose.partition(b" ")
                first = data.split(b"\r\n", 1)[0]
                if path and first.startswith(verb) and path in first:
                    link.loses = True
                there.sendall(data)
        self._end(here, there)

    def _carry_down(
        self, there: socket.socket, here: socket.socket, link: "_Link"
    ) -> None:
        with suppress(OSError):
            while data := there.recv(_CHUNK):
                if link.loses:
                    # Only now: a request on a connection that the site had closed while
                    # it was idle has no answer that could be lost.
                    self._lose = b""
                    self.lost += 1
                    break
                here.sendall(data)
        self._end(here, there)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            with self._lock:
                self._open.discard(end)

    def _break_all(self) -> None:
        with self._lock:
            ends = list(self._open)
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class _Link:
    """What is to become of one connection's answers."""

    loses = False

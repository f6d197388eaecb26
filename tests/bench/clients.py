"""Clients of the bench: each a person who signs in and sends registers from a browser.

They share two cores with what they measure, so they do little while the clock runs: a
request is bytes made beforehand on a kept connection, an answer is read to its end and
its status looked at. What the answers say is checked when the clock has stopped.
"""

import http.client
import json
import re
import socket
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.urls import reverse

from tests.worlds import PASSWORD

OK, FOUND = 200, 302
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class SignedIn:
    """What a browser keeps of a sign-in."""

    cookies: dict[str, str]

    @property
    def headers(self) -> dict[str, str]:
        """Return what each request of the register's script carries."""
        return {
            "Cookie": "; ".join(
                f"{name}={value}" for name, value in self.cookies.items()
            ),
            "X-CSRFToken": self.cookies["csrftoken"],
            "Content-Type": "application/json",
            "Accept": "application/json",
        }


def sign_in(host: str, port: int, email: str) -> SignedIn:
    """Sign in on the page that people sign in on, with the password."""
    address = reverse("account_login")
    server = http.client.HTTPConnection(host, port, timeout=30)
    server.request("GET", address)
    page = server.getresponse()
    token = _TOKEN.search(page.read().decode())
    cookies = _cookies(page)
    form = {
        "csrfmiddlewaretoken": token[1] if token else "",
        "login": email,
        "password": PASSWORD,
    }
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    server.request("POST", address, urllib.parse.urlencode(form), headers)
    answer = server.getresponse()
    answer.read()
    cookies |= _cookies(answer)
    if answer.status != FOUND or "sessionid" not in cookies:
        raise RuntimeError(f"{email} cannot sign in: {answer.status}")
    return SignedIn(cookies)


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    set_cookies = answer.headers.get_all("Set-Cookie") or []
    pairs = (line.split(";", 1)[0].split("=", 1) for line in set_cookies)
    return {name: value for name, value in pairs}  # noqa: C416 - pairs are lists


def request_of(
    host: str, address: str, body: dict[str, object], headers: dict[str, str]
) -> bytes:
    """Return a whole request as it goes over the line."""
    content = json.dumps(body).encode()
    lines = [
        f"POST {address} HTTP/1.1",
        f"Host: {host}",
        f"Content-Length: {len(content)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


@contextmanager
def line_to(host: str, port: int) -> Iterator["Line"]:
    """Open a connection that is kept for all requests of a client."""
    with socket.create_connection((host, port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield Line(connection)


class Line:
    """One kept connection; requests go out whole and answers are read to their end."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("rb")

    def send(self, request: bytes) -> bytes:
        """Return the body of the answer; anything but 200 is a failure of the run."""
        self._connection.sendall(request)
        status = self._answers.readline()
        length = 0
        while (line := self._answers.readline()) not in (b"\r\n", b""):
            if line[:15].lower() == b"content-length:":
                length = int(line[15:])
        body = self._answers.read(length)
        if status.split(b" ")[1:2] != [b"200"] or not length:
            raise RuntimeError((status + body[:500]).decode())
        return body

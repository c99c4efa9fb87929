"""Browsers in thousands, in one process and cheap: each has its cookies and one connection, kept open as theirs are."""

import asyncio
import gzip
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

PATIENCE = 20.0  # seconds, as the page's own script has it
OK, SEE_OTHER = 200, 303

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;]*)", re.I)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]*)", re.I)
_PACKED = re.compile(rb"\r\ncontent-encoding: *gzip", re.I)


class Unreachable(Exception):
    """There is no answer."""


@dataclass(frozen=True)
class Answer:
    """What came back. `sent_to` is where the browser was sent on to, if it was."""

    status: int
    body: bytes
    sent_to: str

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Try:
    """One request: when it was due, and when it was over (monotonic seconds), and whether it was answered well."""

    due: float
    over: float
    well: bool


class Browser:
    """Somebody's browser. What it asks for is written down in `tries`."""

    def __init__(self, port: int, cookies: Mapping[str, str]) -> None:
        self.port = port
        self.cookies = dict(cookies)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str) -> Answer:
        """Raises Unreachable."""
        return await self._ask(self._head("GET", address) + b"\r\n")

    async def post(self, address: str, form: bytes, *, accept: str = "text/html") -> Answer:
        """Sends a form. Raises Unreachable."""
        head = self._head("POST", address, accept)
        about = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        return await self._ask(b"".join((head, about.encode(), b"\r\n", form)))

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    def _head(self, method: str, address: str, accept: str = "text/html") -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = f"127.0.0.1:{self.port}"
        return (
            f"{method} {address} HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\nAccept: {accept}\r\n"
            f"Accept-Encoding: gzip\r\nCookie: {cookies}\r\n"
        ).encode()

    async def _ask(self, request: bytes) -> Answer:
        try:
            async with asyncio.timeout(PATIENCE):
                if self._streams is not None:
                    # A connection that was closed meanwhile is no failure: a browser opens another.
                    try:
                        return await self._answer(request)
                    except (OSError, asyncio.IncompleteReadError) as error:
                        self.close()
                        if isinstance(error, asyncio.IncompleteReadError) and error.partial:
                            raise
                self._streams = await asyncio.open_connection("127.0.0.1", self.port)
                return await self._answer(request)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            raise Unreachable from error

    async def _answer(self, request: bytes) -> Answer:
        assert self._streams is not None
        reader, writer = self._streams
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
        for name, value in _COOKIE.findall(head):
            self.cookies[name.decode()] = value.decode()
        location = _LOCATION.search(head)
        return Answer(
            int(head[9:12]),
            gzip.decompress(body) if _PACKED.search(head) else body,
            location[1].decode() if location else "",
        )


def encoded(text: str) -> bytes:
    """A text as a form has it."""
    return quote_plus(text).encode()


def now() -> float:
    return time.monotonic()

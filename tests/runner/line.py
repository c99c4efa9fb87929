"""A line to the service that can be cut, as the emulation of a browser cannot: it ends with the tab."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

AT_ONCE = 65_536
HERE = "127.0.0.1"


class Line:
    """Listens at `address` and passes on to the service at another, byte for byte, as long as it is not cut."""

    def __init__(self, to: str) -> None:
        parts = urlsplit(to)
        assert parts.hostname and parts.port
        self._to = parts.hostname, parts.port
        self._open: set[socket.socket] = set()
        self._listening: socket.socket | None = None
        self._port = 0
        self.mend()
        self.address = f"http://{HERE}:{self._port}"

    def mend(self) -> None:
        """Lets everything through, from now on."""
        if self._listening is None:
            self._listening = socket.create_server((HERE, self._port))
            self._port = self._listening.getsockname()[1]
            threading.Thread(target=self._listen, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """Ends everything that goes over it. Nobody is there to be reached any more."""
        if self._listening is not None:
            _shut(self._listening)
            self._listening = None
        for end in list(self._open):
            _shut(end)

    def _listen(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(self._to)
                self._open |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := one.recv(AT_ONCE):
                other.sendall(said)
        for end in (one, other):
            self._open.discard(end)
            _shut(end)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()

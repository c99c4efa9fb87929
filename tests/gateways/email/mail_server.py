"""A small real mail server: it speaks SMTP on a port of its own and keeps what it is given."""

import base64
import contextlib
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

NO = "550 no such user"
LATER = "451 try again later"


@dataclass
class MailServer:
    """`replies` says what to answer to a recipient; `login` is the user and password it wants, if any."""

    replies: dict[str, str] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    login: tuple[str, str] | None = None
    tls: ssl.SSLContext | None = None
    hangs_up: bool = False
    refuses_data: str = ""
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    state: MailServer

    def handle(self) -> None:
        self.let_in = self.state.login is None
        self.say("220 test")
        while line := self.rfile.readline():
            verb, _, rest = line.decode("utf-8").strip().partition(" ")
            if verb.upper() == "QUIT":
                self.say("221 bye")
                return
            if self.state.hangs_up and verb.upper() == "MAIL":
                return
            getattr(self, f"on_{verb.lower()}")(rest)

    def say(self, *lines: str) -> None:
        for line in lines:
            self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()

    def on_ehlo(self, rest: str) -> None:
        offers = ["STARTTLS"] if self.state.tls and not isinstance(self.connection, ssl.SSLSocket) else []
        offers += ["AUTH PLAIN"] if self.state.login else []
        lines = ["test", *offers, "8BITMIME"]
        self.say(*[f"250-{line}" for line in lines[:-1]], f"250 {lines[-1]}")

    def on_starttls(self, rest: str) -> None:
        self.say("220 go ahead")
        assert self.state.tls
        self.connection = self.state.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")

    def on_auth(self, rest: str) -> None:
        _, _, coded = rest.partition(" ")
        _, user, password = base64.b64decode(coded).decode().split("\0")
        self.let_in = (user, password) == self.state.login
        self.say("235 welcome" if self.let_in else "535 no")

    def on_mail(self, rest: str) -> None:
        self.say("250 ok" if self.let_in else "530 who are you")

    def on_rcpt(self, rest: str) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        self.say(self.state.replies.get(address, "250 ok"))

    def on_rset(self, rest: str) -> None:
        self.say("250 ok")

    def on_data(self, rest: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.state.refuses_data:
            self.say(self.state.refuses_data)
            return
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.state.letters.append(letter)
        self.say("250 kept")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that leaves in the middle is what some tests are about."""


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    state = MailServer()
    handler = type("Conversation", (_Conversation,), {"state": state})
    with _Server(("127.0.0.1", 0), handler) as server:
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        server.shutdown()

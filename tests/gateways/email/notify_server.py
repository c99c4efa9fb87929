"""A small GOV.UK Notify: it checks the key's signature and the shape of what it is asked, as the real one does."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from notifications_python_client import authentication, errors

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"test-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@dataclass
class NotifyServer:
    """`replies` says which (status, errors) an address meets; `letters` are the requests it took."""

    replies: dict[str, tuple[int, list[dict[str, str]]]] = field(default_factory=dict)
    letters: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def answer(state: NotifyServer, path: str, token: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """What Notify says to one request."""
    if path != "/v2/notifications/email":
        return _no(404, "NoResultFound", "No result found")
    if not _signed_by_us(token):
        return _no(403, "AuthError", "Invalid token: API key not found")
    return _answer_to_us(state, asked)


def _signed_by_us(token: str) -> bool:
    try:
        authentication.decode_jwt_token(token, SECRET)
    except errors.TokenError:
        return False
    return authentication.get_token_issuer(token) == SERVICE


def _answer_to_us(state: NotifyServer, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    address = asked.get("email_address", "")
    if "@" not in address or " " in address:
        return _no(400, "ValidationError", "email_address Not a valid email address")
    if asked.get("template_id") != TEMPLATE:
        return _no(400, "BadRequestError", "Template not found")
    if asked.get("personalisation", {}).keys() != {"subject", "body"}:
        return _no(400, "BadRequestError", "Missing personalisation: subject")
    if address in state.replies:
        status, said = state.replies[address]
        return status, {"status_code": status, "errors": said}
    state.letters.append(asked)
    return 201, {"id": str(uuid4()), "reference": asked.get("reference"), "content": asked["personalisation"]}


def _no(status: int, error: str, message: str) -> tuple[int, dict[str, Any]]:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}


class _Handler(BaseHTTPRequestHandler):
    state: NotifyServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, said = answer(self.state, self.path, token, asked)
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@contextlib.contextmanager
def notify_server() -> Iterator[NotifyServer]:
    state = NotifyServer()
    handler = type("Handler", (_Handler,), {"state": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        server.shutdown()

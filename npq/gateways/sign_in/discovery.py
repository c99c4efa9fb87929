"""What a provider publishes about itself, fetched and kept for an hour in this process."""

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

import requests

KEPT_FOR = 60 * 60

_kept: dict[str, tuple[float, Mapping[str, Any]]] = {}
_lock = Lock()


class Unreachable(Exception):
    """The provider did not answer, or not in JSON."""


def metadata_of(issuer: str, patience: float) -> Mapping[str, Any]:
    """The provider's own description. `patience` is in seconds. Raises Unreachable."""
    return fetch_json(issuer.rstrip("/") + "/.well-known/openid-configuration", patience, kept=True)


def fetch_json(
    url: str, patience: float, *, headers: Mapping[str, str] | None = None, kept: bool = False
) -> Mapping[str, Any]:
    """A JSON object from an address. With `kept`, an answer up to an hour old will do. Raises Unreachable."""
    known = _kept.get(url) if kept else None
    if known and time.monotonic() - known[0] < KEPT_FOR:
        return known[1]
    found = _fetch(url, patience, headers)
    if headers is None:
        with _lock:
            _kept[url] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Forgets what was fetched: for tests, where providers come and go at one address."""
    _kept.clear()


def _fetch(url: str, patience: float, headers: Mapping[str, str] | None) -> Mapping[str, Any]:
    try:
        answer = requests.get(url, headers=headers, timeout=patience, allow_redirects=False)
        found = answer.json() if answer.status_code == requests.codes.ok else None
    except (requests.RequestException, ValueError):
        found = None
    if not isinstance(found, dict):
        raise Unreachable(url)
    return found

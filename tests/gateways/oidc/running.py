"""Starts the provider in provider.mjs, and walks its pages as a person with a browser would."""

import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests
from joserfc.jwk import ECKey, RSAKey

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ROOT / "frontend" / "package.json"
INSTALLED = (PACKAGES.parent / "node_modules" / "oidc-provider").is_dir() and shutil.which("node") is not None
BACK = "http://127.0.0.1:8000/sign-in/openid/done"
SUBJECT = "urn:fdc:example:amina"
ACCOUNTS = {
    SUBJECT: {"email": "amina.okafor@oakfield.sch.uk", "email_verified": True},
    "unchecked": {"email": "zed@elsewhere.uk", "email_verified": False},
    "nameless": {},
}


@dataclass(frozen=True)
class Running:
    """A provider at `issuer`, which knows the clients "npq" by an RSA key and "npq-elliptic" by one on P-256."""

    issuer: str
    keys: Mapping[str, str]


@contextmanager
def running(*, code_lasts: int = 60) -> Iterator[Running]:
    """A provider for the length of the block; its codes are good for `code_lasts` seconds."""
    keys = {"npq": RSAKey.generate_key(2048), "npq-elliptic": ECKey.generate_key("P-256")}
    told = {
        "port": _free_port(),
        "packages": str(PACKAGES),
        "redirectUris": [BACK],
        "clients": {name: key.as_dict(private=False) for name, key in keys.items()},
        "accounts": ACCOUNTS,
        "codeLasts": code_lasts,
    }
    command = ["node", str(Path(__file__).with_name("provider.mjs"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as node:
        assert node.stdin and node.stdout
        node.stdin.write(json.dumps(told) + "\n")
        node.stdin.flush()
        while (line := node.stdout.readline()) and line != "ready\n":
            pass
        assert line == "ready\n", "The provider did not start."
        try:
            private = {name: key.as_pem(private=True).decode() for name, key in keys.items()}
            yield Running(f"http://127.0.0.1:{told['port']}", private)
        finally:
            node.stdin.close()
            try:
                node.wait(5)
            except subprocess.TimeoutExpired:
                node.kill()


def sign_in_at(url: str, subject: str = SUBJECT) -> dict[str, str]:
    """Goes to `url`, signs in there as `subject`, agrees, and gives the query the browser is sent back with."""
    with requests.Session() as browser:
        answer = browser.get(url, allow_redirects=False)
        for _ in range(12):
            if answer.is_redirect:
                url = urljoin(url, answer.headers["Location"])
                if url.startswith(BACK):
                    return dict(parse_qsl(urlsplit(url).query))
                answer = browser.get(url, allow_redirects=False)
            else:
                answer, url = _send_form(browser, url, answer.text, subject)
    raise AssertionError(f"The provider never sent the browser back; it stopped at {url}.")


def cancel_at(url: str) -> dict[str, str]:
    """Goes to `url`, thinks better of it, and gives the query the browser is sent back with."""
    with requests.Session() as browser:
        page = browser.get(url)
        link = re.search(r'href="([^"]+/abort)"', page.text)
        assert link, page.text
        url = urljoin(page.url, unescape(link[1]))
        for _ in range(5):
            answer = browser.get(url, allow_redirects=False)
            url = urljoin(url, answer.headers["Location"])
            if url.startswith(BACK):
                return dict(parse_qsl(urlsplit(url).query))
    raise AssertionError(f"The provider never sent the browser back; it stopped at {url}.")


def _send_form(browser: requests.Session, url: str, page: str, subject: str) -> tuple[requests.Response, str]:
    action = re.search(r'<form[^>]*action="([^"]+)"', page)
    assert action, page
    fields = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }
    if 'name="login"' in page:
        fields |= {"login": subject, "password": "any"}
    url = urljoin(url, unescape(action[1]))
    return browser.post(url, data=fields, allow_redirects=False), url


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

"""A provider that vouches for whomever a test says, without a network. Its own tests run it and a real one alike."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from npq.gateways.sign_in import openid
from npq.gateways.sign_in.openid import Begun, OpenIdError, Trouble, Vouched

ISSUER = "https://sign-in.example"


@dataclass
class FakeProvider:
    """Knows people by their subject. `sign_in(begun, subject)` is what the person does at the provider's own pages."""

    people: dict[str, Vouched] = field(default_factory=dict)
    _codes: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def add(self, subject: str, email: str, *, email_verified: bool = True) -> Vouched:
        """Makes somebody known, or changes what is known of them."""
        self.people[subject] = Vouched(ISSUER, subject, email, email_verified)
        return self.people[subject]

    def begin(self, redirect_uri: str) -> Begun:
        state, nonce, verifier = (secrets.token_urlsafe(24) for _ in range(3))
        query = urlencode(
            {"state": state, "nonce": nonce, "redirect_uri": redirect_uri, "challenge": verifier}
        )
        return Begun(f"{ISSUER}/authorize?{query}", redirect_uri, state, nonce, verifier)

    def sign_in(self, url: str, subject: str) -> dict[str, str]:
        """The query the browser comes back with after this person signed in at `url`."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = secrets.token_urlsafe(16)
        self._codes[code] = (subject, asked["nonce"], asked["challenge"])
        return {"code": code, "state": asked["state"]}

    def finish(self, begun: Begun, answer: Mapping[str, str]) -> Vouched:
        if answer.get("state") != begun.state:
            raise OpenIdError(Trouble.NOT_BEGUN_HERE, "state")
        if "error" in answer or not answer.get("code"):
            raise OpenIdError(Trouble.TURNED_DOWN)
        subject, nonce, verifier = self._codes.pop(answer["code"], ("", "", ""))
        if not subject or verifier != begun.verifier:
            raise OpenIdError(Trouble.CODE_REFUSED)
        if nonce != begun.nonce:
            raise OpenIdError(Trouble.NOT_BELIEVED, "nonce")
        if not self.people[subject].email:
            raise OpenIdError(Trouble.NO_ADDRESS)
        return self.people[subject]

    def expire(self, code: str) -> None:
        """Lets a code's minute pass."""
        self._codes.pop(code, None)


@contextmanager
def standing_in() -> Iterator[FakeProvider]:
    """Puts a fake in the place of the configured provider for the length of a test."""
    fake = FakeProvider()
    openid._standing_in.append(fake)
    try:
        yield fake
    finally:
        openid._standing_in.remove(fake)

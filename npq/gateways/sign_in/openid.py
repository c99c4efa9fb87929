"""The OpenID Connect client: authorisation code with PKCE, state, nonce, and a signed assertion in place of a secret.

GOV.UK One Login wants `private_key_jwt`, which is why this stands on Authlib. Times here are real times: tokens are
dated by the provider's clock, which no demonstration can set.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from npq.gateways.sign_in.discovery import Unreachable, fetch_json, metadata_of

# What a provider may sign with: a public key's algorithms only, so that nobody signs with our own published key.
SIGNED_BY = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
LEEWAY = 60
ASSERTION_LASTS = 5 * 60
PATIENCE = 10
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Trouble(StrEnum):
    """Why a sign-in came to nothing."""

    TURNED_DOWN = "turned_down"
    NOT_BEGUN_HERE = "not_begun_here"
    CODE_REFUSED = "code_refused"
    WE_WERE_REFUSED = "we_were_refused"
    NOT_BELIEVED = "not_believed"
    NO_ADDRESS = "no_address"
    UNREACHABLE = "unreachable"
    MISCONFIGURED = "misconfigured"


class OpenIdError(Exception):
    """A sign-in that came to nothing. `code` says why; no address or token is in it."""

    def __init__(self, code: Trouble, detail: str = "") -> None:
        super().__init__(f"{code.value} {detail}".strip())
        self.code = code


@dataclass(frozen=True)
class Begun:
    """A sign-in under way. Keep it in the session of the browser that goes to `url`, and use it once."""

    url: str
    redirect_uri: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Vouched:
    """Whom a provider vouches for: `subject` is theirs for ever, `email` is what they have today."""

    issuer: str
    subject: str
    email: str
    email_verified: bool


class Provider(Protocol):
    """Somebody who vouches for people."""

    def begin(self, redirect_uri: str) -> Begun:
        """Starts a sign-in whose browser comes back to `redirect_uri`. Raises OpenIdError."""

    def finish(self, begun: Begun, answer: Mapping[str, str]) -> Vouched:
        """Ends it with the query the browser came back with. Raises OpenIdError."""


@dataclass(frozen=True)
class OpenIdProvider:
    """A real provider, found by its issuer's address. `private_key` is a PEM, RSA or P-256."""

    issuer: str
    client_id: str
    private_key: str
    scope: str = "openid email"
    key_id: str = ""

    def begin(self, redirect_uri: str) -> Begun:
        verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
        with self._session(redirect_uri) as session:
            url, state = session.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=secrets.token_urlsafe(24),
                code_verifier=verifier,
                nonce=nonce,
            )
        return Begun(url, redirect_uri, state, nonce, verifier)

    def finish(self, begun: Begun, answer: Mapping[str, str]) -> Vouched:
        self._check_answer(begun, answer)
        token = self._token(begun, answer.get("code", ""))
        subject = str(self._claims(token, begun.nonce)["sub"])
        about = self._about(str(token["access_token"]))
        if about.get("sub") != subject:
            raise OpenIdError(Trouble.NOT_BELIEVED, "userinfo")
        email = about.get("email")
        if not isinstance(email, str) or not email:
            raise OpenIdError(Trouble.NO_ADDRESS)
        return Vouched(self.issuer, subject, email, about.get("email_verified") is True)

    def _check_answer(self, begun: Begun, answer: Mapping[str, str]) -> None:
        if not compare_digest(begun.state.encode(), answer.get("state", "").encode()):
            raise OpenIdError(Trouble.NOT_BEGUN_HERE, "state")
        names_itself = self._metadata().get("authorization_response_iss_parameter_supported") is True
        if names_itself and answer.get("iss") != self.issuer:
            raise OpenIdError(Trouble.NOT_BEGUN_HERE, "iss")
        if "error" in answer or not answer.get("code"):
            raise OpenIdError(Trouble.TURNED_DOWN)

    def _token(self, begun: Begun, code: str) -> Mapping[str, Any]:
        endpoint = self._endpoint("token_endpoint")
        with self._session(begun.redirect_uri) as session:
            session.register_client_auth_method(self._assertion(endpoint))
            try:
                token: Mapping[str, Any] = session.fetch_token(
                    endpoint, code=code, code_verifier=begun.verifier, timeout=PATIENCE, allow_redirects=False
                )
            except OAuthError as error:
                ours = error.error in {"invalid_client", "unauthorized_client"}
                raise OpenIdError(Trouble.WE_WERE_REFUSED if ours else Trouble.CODE_REFUSED) from None
            except (requests.RequestException, ValueError):
                raise OpenIdError(Trouble.UNREACHABLE, "token") from None
        if not isinstance(token.get("id_token"), str) or not isinstance(token.get("access_token"), str):
            raise OpenIdError(Trouble.NOT_BELIEVED, "token")
        return token

    def _claims(self, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        try:
            decoded = self._decoded(token["id_token"])
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                },
                {"nonce": nonce, "client_id": self.client_id, "access_token": token["access_token"]},
            )
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as error:
            raise OpenIdError(Trouble.NOT_BELIEVED, type(error).__name__) from None
        return dict(claims)

    def _decoded(self, id_token: str) -> jwt.Token:
        try:
            return jwt.decode(id_token, self._keys(), algorithms=SIGNED_BY)
        except InvalidKeyIdError:
            # They sign with a key made since we last looked.
            return jwt.decode(id_token, self._keys(afresh=True), algorithms=SIGNED_BY)

    def _keys(self, *, afresh: bool = False) -> KeySet:
        keys = self._fetch(self._endpoint("jwks_uri"), kept=not afresh)
        return KeySet.import_key_set(keys)  # type: ignore[arg-type]

    def _about(self, access_token: str) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        return self._fetch(self._endpoint("userinfo_endpoint"), headers=headers)

    def _session(self, redirect_uri: str) -> Any:
        return OAuth2Session(
            self.client_id,
            self._key(),
            token_endpoint_auth_method="private_key_jwt",  # noqa: S106  the name of a method
            scope=self.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
        )

    def _assertion(self, token_endpoint: str) -> Any:
        return PrivateKeyJWT(
            token_endpoint,
            claims={"exp": int(time.time()) + ASSERTION_LASTS},
            headers={"kid": self.key_id} if self.key_id else {},
            alg="ES256" if isinstance(self._key(), ECKey) else "RS256",
        )

    def _key(self) -> RSAKey | ECKey:
        pem = self.private_key.replace("\\n", "\n").encode()
        try:
            elliptic = isinstance(load_pem_private_key(pem, None), EllipticCurvePrivateKey)
            return ECKey.import_key(pem) if elliptic else RSAKey.import_key(pem)
        except (ValueError, TypeError) as error:
            raise OpenIdError(Trouble.MISCONFIGURED, "private key") from error

    def _endpoint(self, name: str) -> str:
        address = self._metadata().get(name)
        if not isinstance(address, str) or not is_safe(address):
            raise OpenIdError(Trouble.MISCONFIGURED, name)
        return address

    def _metadata(self) -> Mapping[str, Any]:
        if not is_safe(self.issuer) or not self.client_id:
            raise OpenIdError(Trouble.MISCONFIGURED, "issuer or client")
        try:
            found = metadata_of(self.issuer, PATIENCE)
        except Unreachable:
            raise OpenIdError(Trouble.UNREACHABLE, "discovery") from None
        if found.get("issuer") != self.issuer:
            raise OpenIdError(Trouble.MISCONFIGURED, "issuer")
        return found

    def _fetch(
        self, url: str, *, headers: Mapping[str, str] | None = None, kept: bool = False
    ) -> Mapping[str, Any]:
        try:
            return fetch_json(url, PATIENCE, headers=headers, kept=kept)
        except Unreachable:
            raise OpenIdError(Trouble.UNREACHABLE) from None


def is_safe(address: str) -> bool:
    """Whether secrets may travel to an address: https, or this machine itself."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


_standing_in: list[Provider] = []
"""The verified fake while a test has put it in place; see npq.gateways.sign_in.fake."""


def provider() -> Provider:
    """The provider the service is configured for."""
    return _standing_in[-1] if _standing_in else OpenIdProvider(**settings.OPENID)

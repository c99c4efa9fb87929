"""Links and codes that carry their own proof. The purpose is part of it, so each opens one door only."""

import json

from django.core import signing
from django.utils.crypto import salted_hmac


def make_token(purpose: str, **claims: str | int) -> str:
    """A token for an address: the same claims give the same token, so nothing secret has to be stored."""
    return signing.Signer(salt=f"npq.{purpose}").sign_object(claims, compress=False)


def read_token(purpose: str, token: str) -> dict[str, str | int] | None:
    """The claims in a token; None when it was forged, damaged, or made for another purpose."""
    try:
        claims: dict[str, str | int] = signing.Signer(salt=f"npq.{purpose}").unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return claims


def make_code(purpose: str, *, digits: int = 6, **claims: str | int) -> str:
    """A short code to type in: the same claims give the same code, so it is stored nowhere and can be sent again."""
    proof = salted_hmac(f"npq.{purpose}", json.dumps(claims, sort_keys=True), algorithm="sha256").digest()
    return f"{int.from_bytes(proof) % 10**digits:0{digits}}"

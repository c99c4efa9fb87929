"""Links that carry their own proof. The purpose is part of the signature, so a link opens one door only."""

from django.core import signing


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

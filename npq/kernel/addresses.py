"""Addresses that leave the service in e-mails, named here because the domain knows no routes. Tests hold them true."""

from django.conf import settings

PATHS = {
    "home": "/home",
    "registration": "/home/registrations/{registration_id}",
    "sponsor-approval": "/approve/{token}",
    "course": "/courses/{qualification}",
    "interest-confirm": "/courses/{qualification}/tell-me/confirm/{token}",
    "interest-stop": "/courses/{qualification}/tell-me/stop/{token}",
    "provider-registration": "/provider/registrations/{registration_id}",
    "account": "/account",
    "sign-in": "/sign-in",
}


def address(name: str, **parts: object) -> str:
    """The full address of a named page. Raises KeyError for an unknown name or a missing part."""
    return settings.BASE_URL.rstrip("/") + PATHS[name].format(**parts)

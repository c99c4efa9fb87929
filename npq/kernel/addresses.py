"""Addresses that leave the service in e-mails. Named here because the domain knows no routes; tests hold them to the routes."""

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
}


def address(name: str, **parts: object) -> str:
    """The full address of a named page. Raises KeyError for an unknown name or a missing part."""
    return settings.BASE_URL.rstrip("/") + PATHS[name].format(**parts)

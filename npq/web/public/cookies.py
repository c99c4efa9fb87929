"""The cookies this service sets, read from the settings that set them."""

from dataclasses import dataclass

from django.conf import settings

HOUR, DAY = 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name, what it is for, and how long it lasts, in words."""

    name: str
    purpose: str
    lasts: str


def cookies_set() -> list[Cookie]:
    """Every cookie, each needed for the service to work."""
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in. Set when you begin to sign in.",
            _lasts(settings.SESSION_COOKIE_AGE),
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Proves that a form was sent from our own page. Set when you open a page with a form.",
            _lasts(settings.CSRF_COOKIE_AGE),
        ),
    ]


def _lasts(seconds: int | None) -> str:
    if seconds is None:
        return "Until you close your browser"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} hours"
    return f"{seconds // DAY} days"

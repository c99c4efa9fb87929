"""The ways out: where a finished letter goes. Each is a function that returns once the Letter is accepted."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from npq.gateways.email.letter import Letter
from npq.gateways.email.ways import demonstration, notify, smtp

Way = Callable[[Letter], None]

WAYS: Mapping[str, Way] = {"demonstration": demonstration.send, "smtp": smtp.send, "notify": notify.send}


def way_out() -> Way:
    """The way this service is configured for. Raises ImproperlyConfigured for an unknown or unfit one."""
    name = settings.EMAIL_GATEWAY
    if name not in WAYS:
        raise ImproperlyConfigured(f"NPQ_EMAIL is {name!r}; it can be {', '.join(WAYS)}.")
    if name == "demonstration" and not settings.CLOCK_SETTABLE:
        raise ImproperlyConfigured(
            "NPQ_EMAIL=demonstration keeps letters that people are waiting for: set smtp or notify."
        )
    return WAYS[name]

"""Letters that follow a change, by noun. Importing this package makes its tasks known to the worker."""

from npq.domain.registration.tasks import interest, registrations, sponsors

__all__ = ["interest", "registrations", "sponsors"]

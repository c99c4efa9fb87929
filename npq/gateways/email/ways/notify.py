"""The way through GOV.UK Notify: one template there, a ((subject)) and a ((body)), carries every letter."""

from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from npq.gateways.email.failures import FailureCode, PermanentFailure, TemporaryFailure
from npq.gateways.email.letter import Letter

TIMEOUT = 10  # seconds
TOO_LARGE = 413
TOO_MANY = 429


def send(letter: Letter) -> None:
    """Hands the letter to Notify. Raises TemporaryFailure or PermanentFailure."""
    client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
        settings.NOTIFY["api_key"], base_url=settings.NOTIFY["base_url"], timeout=TIMEOUT
    )
    try:
        client.send_email_notification(  # type: ignore[no-untyped-call]
            email_address=letter.to,
            template_id=settings.NOTIFY["template_id"],
            personalisation={"subject": letter.subject, "body": letter.body},
            reference=letter.reference,
        )
    except APIError as error:
        raise _failure(error) from None


def _failure(error: APIError) -> Exception:
    if error.response is None:
        return TemporaryFailure(FailureCode.NO_CONNECTION)
    if _is_about_the_address(error.message):
        return PermanentFailure(FailureCode.ADDRESS_REFUSED)
    if error.status_code == TOO_LARGE:
        return PermanentFailure(FailureCode.LETTER_REFUSED)
    if error.status_code == TOO_MANY or error.status_code >= 500:  # noqa: PLR2004  theirs to put right
        return TemporaryFailure(FailureCode.BUSY)
    # A wrong key, a missing template, a key for our own team only: ours to put right, then the letter can go.
    return TemporaryFailure(FailureCode.MISCONFIGURED)


def _is_about_the_address(message: Any) -> bool:
    found = message if isinstance(message, list) else []
    return any(
        str(one.get("message", "")).startswith("email_address") for one in found if isinstance(one, dict)
    )

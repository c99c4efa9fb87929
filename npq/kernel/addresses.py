"""Addresses that leave the service in e-mails, named here because the domain knows no routes. Tests hold them true."""

from django.conf import settings

PATHS = {
    "home": "/home",
    "registration": "/home/registrations/{registration_id}",
    "place": "/home/registrations/{registration_id}/place",
    "sponsor-approval": "/approve/{token}",
    "shared-entry": "/shared-log/{token}",
    "course": "/courses/{qualification}",
    "interest-confirm": "/courses/{qualification}/tell-me/confirm/{token}",
    "interest-stop": "/courses/{qualification}/tell-me/stop/{token}",
    "study-course": "/study/{study_id}",
    "provider-registration": "/provider/registrations/{registration_id}",
    "preview-course": "/staff/courses/{course_id}",
    "assessment": "/assessment",
    "access": "/assessment/access",
    "sitting": "/assessment/{sitting_id}",
    "sitting-hold": "/assessment/{sitting_id}/conversation",
    "write-receipt": "/assessment/{sitting_id}/receipt",
    "account": "/account",
    "sign-in": "/sign-in",
}


def address(name: str, **parts: object) -> str:
    """The full address of a named page. Raises KeyError for an unknown name or a missing part."""
    return settings.BASE_URL.rstrip("/") + PATHS[name].format(**parts)

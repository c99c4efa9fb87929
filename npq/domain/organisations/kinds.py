from enum import StrEnum


class ProviderStatus(StrEnum):
    """Whether a lead provider takes new participants. One that does not still serves those it has."""

    OPEN = "open"
    CLOSED_TO_NEW = "closed_to_new"


class SchoolStatus(StrEnum):
    """The register's own codes for whether an establishment is open."""

    OPEN = "1"
    CLOSED = "2"
    TO_CLOSE = "3"
    PROPOSED = "4"


# What the department's own registration service counts as open: also what is about to close or to open.
OPEN_STATUSES = frozenset({SchoolStatus.OPEN, SchoolStatus.TO_CLOSE, SchoolStatus.PROPOSED})


class ImportFault(StrEnum):
    """Why a whole extract was refused. The refusal itself says it in plain words, with the line where there is one."""

    NO_SUCH_FILE = "no_such_file"
    NOT_TEXT = "not_text"
    WRONG_ENCODING = "wrong_encoding"
    NOT_THE_EXTRACT = "not_the_extract"
    BROKEN = "broken"
    EMPTY = "empty"
    TOO_SMALL = "too_small"
    OLDER_THAN_THE_LAST = "older_than_the_last"


class JournalKind(StrEnum):
    LEAD_PROVIDER_PUBLISHED = "lead_provider_published"
    DELIVERY_PARTNER_PUBLISHED = "delivery_partner_published"
    SCHOOLS_IMPORTED = "schools_imported"
    API_TOKEN_CREATED = "api_token_created"  # noqa: S105  a kind of event
    API_TOKEN_REVOKED = "api_token_revoked"  # noqa: S105

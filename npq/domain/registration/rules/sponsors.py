"""What a sponsor's address says. Facts in, decision out."""

import hashlib

from npq.domain.registration.kinds import Strength

# Endings under which anybody may hold a name: two addresses that share only one of these share nothing.
PUBLIC_ENDINGS = frozenset(
    {"uk", "com", "org", "net", "eu", "co.uk", "org.uk", "ac.uk", "gov.uk", "sch.uk", "example"}
)
LABELS_OF_A_SCHOOL = 4  # school.authority.sch.uk


def same_address(one: str, other: str) -> bool:
    """Whether two addresses reach one mailbox, as far as can be told: capitals and +tags do not count."""
    return _mailbox(one) == _mailbox(other)


def address_digest(email: str) -> str:
    """What is kept of an address that wants no more mail: enough to recognise it, not enough to read it."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def _mailbox(email: str) -> str:
    local, _, domain = email.strip().lower().rpartition("@")
    return f"{local.split('+')[0]}@{domain}"


def strength_of(sponsor_email: str, workplace_website: str, free_mail: bool) -> Strength:
    """How much the sponsor's address says, set against the workplace's own website (blank where unknown)."""
    if free_mail:
        return Strength.ANYBODY
    if not workplace_website:
        return Strength.UNKNOWN
    domain = sponsor_email.rpartition("@")[2].lower()
    if _same_owner(domain, website_host(workplace_website)):
        return Strength.WORKPLACE
    return Strength.ORGANISATION


def website_host(website: str) -> str:
    """The host in a website's address as registers write it: with or without scheme, path and www."""
    host = website.strip().lower().split("//")[-1].split("/")[0].split(":")[0]
    return host.removeprefix("www.")


def _same_owner(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (longer.endswith("." + shorter) and not _is_public(shorter))


def _is_public(domain: str) -> bool:
    if domain.endswith(".sch.uk"):
        return domain.count(".") + 1 < LABELS_OF_A_SCHOOL
    return domain in PUBLIC_ENDINGS

"""Which school terms somebody works by."""

from uuid import UUID

from npq.domain.learning.rules.terms import TermDates, Terms, Workplace
from npq.domain.organisations.queries.schools import school_now
from npq.domain.registration.models import Registration


def terms_at(dates: TermDates, urn: int | None) -> Terms:
    """The terms of a school; the usual ones without one. The register is asked only where some differ."""
    found = school_now(urn) if urn and dates.differ else None
    if found is None:
        return dates.usual
    return dates.at(Workplace(found.urn, found.trust_code, found.local_authority_code))


def terms_for(dates: TermDates, registration_id: UUID) -> Terms:
    """The terms of the workplace that a registration names."""
    found = Registration.objects.filter(id=registration_id).values_list("workplace_id", flat=True)
    return terms_at(dates, found.first() if dates.differ else None)

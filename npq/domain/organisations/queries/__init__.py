from npq.domain.organisations.queries.api_tokens import TokenHolder, lead_provider_for_token
from npq.domain.organisations.queries.providers import lead_providers_by_name
from npq.domain.organisations.queries.school_search import SchoolMatch, search_schools
from npq.domain.organisations.queries.schools import SchoolFacts, school_as_it_stood, school_now

__all__ = [
    "SchoolFacts",
    "SchoolMatch",
    "TokenHolder",
    "lead_provider_for_token",
    "lead_providers_by_name",
    "school_as_it_stood",
    "school_now",
    "search_schools",
]

from npq.domain.organisations.queries.api_tokens import TokenHolder, lead_provider_for_token
from npq.domain.organisations.queries.providers import lead_providers_by_name
from npq.domain.organisations.queries.school_search import SchoolMatch, search_schools
from npq.domain.organisations.queries.schools import (
    SchoolFacts,
    SchoolPlace,
    school_as_it_stood,
    school_now,
    schools_as_they_stood,
)

__all__ = [
    "SchoolFacts",
    "SchoolMatch",
    "SchoolPlace",
    "TokenHolder",
    "lead_provider_for_token",
    "lead_providers_by_name",
    "school_as_it_stood",
    "school_now",
    "schools_as_they_stood",
    "search_schools",
]

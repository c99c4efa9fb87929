"""Which results are not released yet because somebody is to be heard first."""

from collections.abc import Collection
from uuid import UUID

from npq.domain.assessment.kinds import LookState
from npq.domain.assessment.models import Look


def held(sittings: Collection[UUID]) -> frozenset[UUID]:
    """Those of these sittings whose script is held. One query."""
    looks = Look.objects.filter(
        script__submission__script__in=sittings, state__in=[state.value for state in LookState.holding()]
    )
    return frozenset(looks.values_list("script__submission__script", flat=True))

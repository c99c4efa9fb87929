"""Which policy holds."""

from datetime import date
from uuid import UUID

from django.db.models import F

from npq.domain.assessment.kinds import OverLimit
from npq.domain.assessment.models import AssessmentVersion, Policy
from npq.domain.assessment.rules.policies import PolicyTerms


def policy_for(lead_provider_id: UUID | None, qualification: str, day: date) -> Policy | None:
    """The policy of a provider on a day: its own, or else the default. Of several the one that decides from latest."""
    policies = Policy.objects.select_related("rubric").filter(
        qualification=qualification, decides_from__lte=day
    )
    newest = policies.order_by("-decides_from", "-decided_at")
    own = newest.filter(lead_provider=lead_provider_id).first() if lead_provider_id else None
    return own or newest.filter(lead_provider=None).first()


def decided_last(lead_provider_id: UUID | None, qualification: str) -> Policy | None:
    """What a provider decided last, from whatever day on; without one, what was decided last as the default."""
    decided = Policy.objects.filter(qualification=qualification, lead_provider=lead_provider_id)
    return decided.order_by("-decided_at", "-decides_from").first()


def terms_of(policy: Policy) -> PolicyTerms:
    """What a stored policy says."""
    return PolicyTerms(
        word_limit=policy.word_limit,
        pass_needs_no_zero=policy.pass_needs_no_zero,
        pass_at_least=policy.pass_at_least,
        boundary_from=policy.boundary_from,
        boundary_to=policy.boundary_to,
        boundary_near_zero=policy.boundary_near_zero,
        over_limit=OverLimit(policy.over_limit),
        window_days=policy.window_days,
        grace_minutes=policy.grace_minutes,
        attempts=policy.attempts,
        missed_counts=policy.missed_counts,
        extension_days_most=policy.extension_days_most,
        sample_percent=policy.sample_percent,
        release_after_days=policy.release_after_days,
    )


def newest_assessment(qualification: str, set_by: UUID | None = None) -> AssessmentVersion | None:
    """The assessment published last: a provider's own, or else the department's."""
    found = AssessmentVersion.objects.select_related("rubric").filter(qualification=qualification)
    if set_by is not None:
        found = found.filter(set_by__in=[set_by]) | found.filter(set_by=None)
    else:
        found = found.filter(set_by=None)
    return found.order_by(F("set_by").asc(nulls_last=True), "-published_at").first()

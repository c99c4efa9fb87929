"""What holds for a provider's windows from a day on."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

import msgspec

from npq.domain.assessment.kinds import JournalKind, WindowRefusal
from npq.domain.assessment.models import Policy
from npq.domain.assessment.packs.shapes import Policy as PackPolicy
from npq.domain.assessment.queries.policies import newest_assessment, policy_for, terms_of
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.kernel import journal
from npq.kernel.clock import london_day
from npq.kernel.operations import operation
from npq.kernel.refusals import NotFound, Refusal
from npq.kernel.viewer import RoleKind, Viewer, ViewerKind


@operation
def decide_policy(
    *,
    by: Viewer,
    at: datetime,
    qualification: str,
    lead_provider_id: UUID | None = None,
    decides_from: date | None = None,
    terms: PolicyTerms | None = None,
) -> UUID:
    """From a day on something else holds for a provider, or for all that have none of their own. Windows that are made
    already keep what held for them. The same again changes nothing.

    Without `terms` it is what the assessment published last says, with our defaults for the rest. Raises NotFound where
    the viewer does not act for the provider or nothing is published, and Refusal POLICY_IS_PAST.
    """
    _require_may_decide(by, lead_provider_id)
    assessment = newest_assessment(qualification, lead_provider_id)
    if assessment is None:
        raise NotFound(f"assessment of {qualification}")
    terms = terms or _terms_of_pack(msgspec.convert(assessment.policy, PackPolicy))
    today = london_day(at)
    day = decides_from or today
    if day < today:
        raise Refusal(WindowRefusal.POLICY_IS_PAST)
    holds = policy_for(lead_provider_id, qualification, day)
    if holds is not None and holds.lead_provider_id == lead_provider_id:
        same_rubric = holds.rubric_id == assessment.rubric_id
        if same_rubric and terms_of(holds) == terms:
            return holds.id
    policy = Policy.objects.create(
        qualification_id=qualification,
        lead_provider_id=lead_provider_id,
        decides_from=day,
        decided_at=at,
        rubric=assessment.rubric,
        **asdict(terms) | {"over_limit": terms.over_limit.value},
    )
    journal.record(
        JournalKind.POLICY_DECIDED,
        by=by,
        at=at,
        subject=("assessment_policy", policy.id),
        qualification=qualification,
        lead_provider=lead_provider_id,
        decides_from=day.isoformat(),
    )
    return policy.id


def _require_may_decide(by: Viewer, lead_provider_id: UUID | None) -> None:
    if by.kind is ViewerKind.SYSTEM:
        return
    if lead_provider_id is None and by.has_role(RoleKind.DEPARTMENT):
        return
    if lead_provider_id is None or lead_provider_id not in by.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)


def _terms_of_pack(pack: PackPolicy) -> PolicyTerms:
    return PolicyTerms(
        word_limit=pack.word_limit,
        pass_needs_no_zero=pack.passes.no >= 0,
        pass_at_least=pack.passes.at_least,
        boundary_from=pack.boundary.begins,
        boundary_to=pack.boundary.ends,
        boundary_near_zero=pack.boundary.near_zero,
    )

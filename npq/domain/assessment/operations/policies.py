"""What holds for a provider's windows from a day on."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

import msgspec

from npq.domain.assessment.kinds import JournalKind, WindowRefusal
from npq.domain.assessment.models import AssessmentVersion, Policy
from npq.domain.assessment.packs.shapes import Policy as PackPolicy
from npq.domain.assessment.queries.policies import decided_last, newest_assessment, policy_for, terms_of
from npq.domain.assessment.rules.policies import PolicyTerms
from npq.domain.catalogue.models import Qualification
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
    seen: str | None = None,
) -> UUID:
    """From a day on something else holds for a provider, or for all that have none of their own. Windows that are made
    already keep what held for them. The same again changes nothing.

    Without `terms` it is what the assessment published last says, once for every version of it: what was decided since
    it was published stands, however often it is published again, and what it leaves open stays as it was decided last,
    or is our default. `seen` is the id of what whoever decides saw as decided last, "" where there was nothing; None
    where nobody looked.

    Raises NotFound where the viewer does not act for the provider or nothing is published, and Refusal: POLICY_IS_PAST,
    POLICY_OUT_OF_BOUNDS, POLICY_CHANGED_MEANWHILE where another was decided since it was looked at.
    """
    _require_may_decide(by, lead_provider_id)
    assessment = _held_assessment(qualification, lead_provider_id)
    today = london_day(at)
    day = decides_from or today
    if day < today:
        raise Refusal(WindowRefusal.POLICY_IS_PAST)
    last = decided_last(lead_provider_id, qualification)
    if terms is None:
        if last is not None and last.decided_at >= assessment.published_at:
            return last.id
        terms = _terms_of_pack(assessment, last)
    if not terms.within_bounds:
        raise Refusal(WindowRefusal.POLICY_OUT_OF_BOUNDS)
    holds = policy_for(lead_provider_id, qualification, day)
    if holds is not None and holds.lead_provider_id == lead_provider_id:
        same_rubric = holds.rubric_id == assessment.rubric_id
        if same_rubric and terms_of(holds) == terms:
            return holds.id
    if seen is not None and seen != (str(last.id) if last else ""):
        raise Refusal(WindowRefusal.POLICY_CHANGED_MEANWHILE)
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


def _held_assessment(qualification: str, lead_provider_id: UUID | None) -> AssessmentVersion:
    """The assessment that a policy is decided for; two who decide at once wait for each other."""
    list(Qualification.objects.filter(pk=qualification).select_for_update(no_key=True).values_list("pk"))
    assessment = newest_assessment(qualification, lead_provider_id)
    if assessment is None:
        raise NotFound(f"assessment of {qualification}")
    return assessment


def _require_may_decide(by: Viewer, lead_provider_id: UUID | None) -> None:
    if by.kind is ViewerKind.SYSTEM:
        return
    if lead_provider_id is None and by.has_role(RoleKind.DEPARTMENT):
        return
    if lead_provider_id is None or lead_provider_id not in by.organisations(RoleKind.LEAD_PROVIDER):
        raise NotFound(lead_provider_id)


def _terms_of_pack(assessment: AssessmentVersion, last: Policy | None) -> PolicyTerms:
    """What a version says, and for the rest what was decided last."""
    pack = msgspec.convert(assessment.policy, PackPolicy)
    said = PolicyTerms(
        word_limit=pack.word_limit,
        pass_needs_no_zero=pack.passes.no >= 0,
        pass_at_least=pack.passes.at_least,
        boundary_from=pack.boundary.begins,
        boundary_to=pack.boundary.ends,
        boundary_near_zero=pack.boundary.near_zero,
    )
    return said.with_rest_of(terms_of(last)) if last else said
